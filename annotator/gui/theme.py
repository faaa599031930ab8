"""One look for everything: colours, spacing and type, light and dark, at any zoom.

Widgets take colours and sizes from the ``Theme`` they are given and never name one themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette

from annotator.domain.schema import MentionType


class Mode(StrEnum):
    """Which of the two looks is used; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Tokens:
    """The named colours of one look."""

    background: str
    surface: str
    line: str
    text: str
    muted: str
    accent: str  # focus, active card, links
    accent_soft: str  # the chosen row
    on_accent: str  # text on the accent and on mention colours
    good: str
    warning: str
    danger: str
    other: str  # tint of the mentions of other events
    shadow: str


LIGHT = Tokens(
    background="#f7f6f3",
    surface="#ffffff",
    line="#e2e0da",
    text="#1d1d1b",
    muted="#6a6862",
    accent="#0a67a8",
    accent_soft="#edf3fa",
    on_accent="#ffffff",
    good="#0b7a57",
    warning="#a8480b",
    danger="#b3261e",
    other="#e3e1db",
    shadow="#28000000",
)

DARK = Tokens(
    background="#1b1c1e",
    surface="#232427",
    line="#36383c",
    text="#e9e7e2",
    muted="#a19e96",
    accent="#6db7f2",
    accent_soft="#2a3644",
    on_accent="#17181a",
    good="#57c9a0",
    warning="#f09a62",
    danger="#f2857d",
    other="#3a3b3f",
    shadow="#78000000",
)

SERIFS = ("Charter", "Georgia", "Noto Serif", "Source Serif 4", "Liberation Serif", "DejaVu Serif")
SANS = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "Cantarell", "Liberation Sans")

# Sizes in pixels at 100 %. Nothing in the window stands at another distance or in another type
# size; what is wider or higher than FAR is the size of one thing, and is said where that is made.
SMALL, UI, ARTICLE, HEADLINE = 11, 13, 17, 25
TITLE = ARTICLE  # of a dialog or a page
RAISED = 9  # the letter of a slot, drawn over the corner of a mark: part of a drawing
SPACES = TIGHT, NEAR, STEP, ROOM, WIDE, FAR = 4, 8, 12, 16, 24, 32
MARK_RADIUS, ROW_RADIUS, CARD_RADIUS = 4, 6, 10
HAIR, THIN = 1, 2  # lines, and the breath around what is as small as a letter
ICON, SMALL_ICON = 16, 12
DOT, RING, BADGE, CAP = 8, 4, 18, 20  # step of the tour, ring of a row, slot letter, key cap
UI_LINE = 18  # least height of a line of titles
MOST_LETTERS = 75  # of one line, unless the coder wants more
COLUMN = 660  # width of the text column in pixels at 100 %
LINE_HEIGHT = 170  # of the article text, per cent


_RUNNING_TEXT = (
    "The accord, announced by the foreign minister, follows a month in which gunmen killed eleven"
    " soldiers near the border; several hundred students marched on Sunday to demand elections."
)


@dataclass(frozen=True)
class Theme:
    """One look at one zoom; sizes are given in pixels at 100 % and come back scaled."""

    tokens: Tokens
    dark: bool
    zoom: float = 1.0
    article_size: int = ARTICLE
    line_height: int = LINE_HEIGHT
    column: int = COLUMN
    any_width: bool = False  # whether the column may hold more letters than read best
    serif: str = ""  # the article's family; empty: the platform's own serif

    def px(self, size: float) -> int:
        """A length, scaled."""
        return max(1, round(size * self.zoom))

    def color(self, name: str) -> QColor:
        """A token as a colour."""
        return QColor(getattr(self.tokens, name))

    def mention_color(self, mention_type: MentionType) -> QColor:
        """The colour of a mention type."""
        return QColor(mention_type.color_dark if self.dark else mention_type.color_light)

    def tint(self, color: QColor) -> QColor:
        """A quiet background of a colour, laid on the page."""
        return mix(color, self.color("background"), 0.22 if self.dark else 0.16)

    def font(self, size: int = UI, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The interface font at a size."""
        return QFont(_interface_font(self.px(size), weight))

    def article_font(self, *, headline: bool = False) -> QFont:
        """The font of the article's text, or of its headline."""
        font = QFont()
        font.setFamilies([self.serif, *SERIFS] if self.serif else list(SERIFS))
        font.setStyleHint(QFont.StyleHint.Serif)
        size = round(self.article_size * HEADLINE / ARTICLE) if headline else self.article_size
        font.setPixelSize(self.px(size))
        if headline:
            font.setWeight(QFont.Weight.Bold)
        return font

    def column_width(self) -> int:
        """Width of the text column in pixels: as set, and no more letters than read best."""
        wide = self.px(self.column)
        if self.any_width:
            return wide
        return min(wide, round(MOST_LETTERS * _letter_width(self.article_font().toString())))

    def palette(self) -> QPalette:
        """The colours as Qt's own widgets want them."""
        t = self.tokens
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: t.background,
            QPalette.ColorRole.WindowText: t.text,
            QPalette.ColorRole.Base: t.surface,
            QPalette.ColorRole.AlternateBase: t.background,
            QPalette.ColorRole.Text: t.text,
            QPalette.ColorRole.Button: t.surface,
            QPalette.ColorRole.ButtonText: t.text,
            QPalette.ColorRole.BrightText: t.danger,
            QPalette.ColorRole.Highlight: t.accent,
            QPalette.ColorRole.HighlightedText: t.on_accent,
            QPalette.ColorRole.Link: t.accent,
            QPalette.ColorRole.ToolTipBase: t.surface,
            QPalette.ColorRole.ToolTipText: t.text,
            QPalette.ColorRole.PlaceholderText: t.muted,
            QPalette.ColorRole.Mid: t.line,
            QPalette.ColorRole.Light: t.surface,
            QPalette.ColorRole.Dark: t.line,
        }
        for role, color in roles.items():
            palette.setColor(role, QColor(color))
        for role in (
            QPalette.ColorRole.Text,
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.muted))
        return palette


@cache
def _letter_width(font: str) -> float:
    """Mean width of a letter of running text in a font, in pixels."""
    made = QFont()
    made.fromString(font)
    return QFontMetricsF(made).horizontalAdvance(_RUNNING_TEXT) / len(_RUNNING_TEXT)


@cache
def _interface_font(pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    font.setFamilies([*SANS[:1], *font.families(), *SANS[1:]])
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


def mix(color: QColor, ground: QColor, share: float) -> QColor:
    """A share of one colour on top of another, as an opaque colour."""
    parts = zip(
        (color.red(), color.green(), color.blue()),
        (ground.red(), ground.green(), ground.blue()),
        strict=True,
    )
    return QColor(*(round(c * share + g * (1 - share)) for c, g in parts))


def make_theme(mode: Mode, *, zoom: float = 1.0, **reading: int | str) -> Theme:
    """The look for a mode; ``reading`` overrides the article's size, line height, column, serif."""
    dark = mode is Mode.DARK or (mode is Mode.SYSTEM and _system_is_dark())
    return Theme(DARK if dark else LIGHT, dark, zoom, **reading)  # type: ignore[arg-type]


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def style_sheet(theme: Theme) -> str:
    """What Qt's own widgets look like; panes draw the rest themselves."""
    t, px = theme.tokens, theme.px
    return f"""
* {{ font-size: {px(UI)}px; }}
QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line};
    padding: {px(TIGHT)}px {px(NEAR)}px; }}
QMenuBar {{ background: {t.surface}; border-bottom: 1px solid {t.line}; padding: {px(THIN)}px; }}
QMenuBar::item {{ background: transparent; padding: {px(TIGHT)}px {px(NEAR)}px;
    border-radius: {px(MARK_RADIUS)}px; }}
QMenuBar::item:selected {{ background: {t.accent_soft}; }}
QMenu {{ background: {t.surface}; border: 1px solid {t.line}; padding: {px(TIGHT)}px; }}
QMenu::item {{ padding: {px(TIGHT)}px {px(WIDE)}px {px(TIGHT)}px {px(ROOM)}px;
    border-radius: {px(MARK_RADIUS)}px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: {HAIR}px; background: {t.line}; margin: {px(TIGHT)}px {px(NEAR)}px; }}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {{ background: {t.surface};
    color: {t.text}; border: 1px solid {t.line}; border-radius: {px(ROW_RADIUS)}px;
    padding: {px(TIGHT)}px {px(NEAR)}px; selection-background-color: {t.accent};
    selection-color: {t.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {{
    border: 1px solid {t.accent}; }}
QComboBox::drop-down {{ border: none; width: {px(WIDE)}px; }}
QPushButton {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line};
    border-radius: {px(ROW_RADIUS)}px; padding: {px(TIGHT)}px {px(ROOM)}px; }}
QPushButton:hover {{ border-color: {t.muted}; }}
QPushButton:focus {{ border-color: {t.accent}; }}
QPushButton:pressed {{ background: {t.accent_soft}; }}
QPushButton:disabled {{ color: {t.muted}; }}
QPushButton:default, QPushButton[primary="true"] {{ background: {t.accent}; color: {t.on_accent};
    border-color: {t.accent}; }}
QPushButton[primary="true"]:focus, QPushButton:default:focus {{ border: 2px solid {t.text};
    padding: {px(TIGHT) - 1}px {px(ROOM) - 1}px; }}
QPushButton[primary="true"]:disabled {{ background: {t.background}; border-color: {t.line};
    color: {t.muted}; }}
QToolButton {{ background: transparent; border: 1px solid transparent;
    border-radius: {px(ROW_RADIUS)}px; padding: {px(TIGHT)}px {px(NEAR)}px; }}
QToolButton:hover {{ background: {t.accent_soft}; }}
QToolButton:focus {{ border-color: {t.accent}; }}
QListView, QTreeView, QTableView, QTextBrowser {{ background: {t.surface};
    border: 1px solid {t.line}; border-radius: {px(ROW_RADIUS)}px; outline: none; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{
    background: {t.accent_soft}; color: {t.text}; }}
QHeaderView::section {{ background: {t.background}; color: {t.muted}; border: none;
    border-bottom: 1px solid {t.line}; padding: {px(TIGHT)}px {px(NEAR)}px; }}
QScrollBar:vertical {{ background: transparent; width: {px(NEAR)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {px(NEAR)}px; margin: 0; }}
QScrollBar::handle {{ background: {t.line}; border-radius: {px(MARK_RADIUS)}px;
    min-height: {px(FAR)}px; min-width: {px(FAR)}px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: {t.line}; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: {px(MARK_RADIUS)}px;
    height: {px(NEAR)}px; text-align: center; color: transparent; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {px(MARK_RADIUS)}px; }}
QCheckBox, QRadioButton {{ spacing: {px(NEAR)}px; }}
"""
