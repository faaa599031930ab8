"""English as search needs it: words that say little, and verbs and nouns of irregular form."""

from __future__ import annotations

_LITTLE_WORDS = """
a about after again against all also am among an and any are around as at back be been before
being between both but by can did do does doing done during each for from had has have having he
her here him his how i in into is it its itself just me more most much my near now of off on
once one only onto or other our out over own per said same say says she should so some such than
that the their them then there these they this those through to too under until up upon very was
we were what when where which while who whom whose with within without would you your
"""

LITTLE = frozenset(_LITTLE_WORDS.split())
"""Words that need not be found when others are typed beside them."""

_FORMS = """
arise arose arisen; awake awoke; bear bore borne; beat beaten; become became; begin began begun;
behold beheld; bend bent; bid bade; bind bound; bite bit bitten; bleed bled; blow blew blown;
break broke broken; bring brought; build built; burn burnt; buy bought; catch caught;
choose chose chosen; cling clung; come came; creep crept; deal dealt; dig dug; draw drew drawn;
drive drove driven; drown drowned; eat ate eaten; fall fell fallen; feed fed; feel felt;
fight fought; find found; flee fled; fling flung; fly flew flown; forbid forbade forbidden;
foresee foresaw; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen;
get got gotten; give gave given; go went gone; grow grew grown; hang hung; hear heard;
hide hid hidden; hold held; keep kept; kneel knelt; know knew known; lay laid; lead led;
leave left; lend lent; lie lay lain lying; lose lost; make made; mean meant; meet met;
mislead misled; mistake mistook; overcome overcame; overrun overran; oversee oversaw;
overthrow overthrew overthrown; overtake overtook; pay paid; plead pled; rebuild rebuilt;
ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen;
seek sought; sell sold; send sent; shake shook shaken; shine shone; shoot shot;
show showed shown; shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; slay slew slain;
sleep slept; slide slid; smite smote; speak spoke spoken; spend spent; spin spun; stand stood;
steal stole stolen; stick stuck; sting stung; strike struck stricken; string strung;
strive strove striven; swear swore sworn; sweep swept; swim swam swum; swing swung;
take took taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown;
tread trod trodden; understand understood; undertake undertook undertaken; undo undid undone;
uphold upheld; wake woke woken; wear wore worn; weep wept; win won; wind wound; withdraw withdrew
withdrawn; withhold withheld; withstand withstood; wring wrung; write wrote written;
man men; woman women; child children; policeman policemen; gunman gunmen; crisis crises;
embargo embargoes; veto vetoes vetoed; hero heroes; wife wives; life lives; knife knives;
serviceman servicemen; fisherman fishermen; foot feet; person people; leaf leaves;
die dies died dying; sue sued sues suing; bus bussed bused; tie ties tied tying
"""

LEMMAS: dict[str, str] = {
    form: entry.split()[0]
    for entry in _FORMS.replace("\n", " ").split(";")
    for form in entry.split()[1:]
}
"""The plain form of each irregular one."""
