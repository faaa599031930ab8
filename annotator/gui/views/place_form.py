"""All fields of a place, for what one line cannot say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from annotator.domain import countries, places
from annotator.domain.values import PlaceValue
from annotator.gui import plain_text
from annotator.gui.theme import HAIR, LIGHT, NEAR, SMALL, Theme
from annotator.gui.views.editor_entries import precision_label

_MOST = 300  # characters of a field


class PlaceForm(QWidget):
    """Name, country, region, coordinates, precision; what is wrong is said under them."""

    edited = Signal()  # by the user

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = PlaceValue("")
        self.is_edited = False
        self.name, self.country, self.admin1 = QLineEdit(), QLineEdit(), QLineEdit()
        self.latitude, self.longitude = QLineEdit(), QLineEdit()
        self.precision = QComboBox()
        self.precision.addItem(self.tr("not judged"), None)
        for grade in places.WHERE_PREC:
            self.precision.addItem(precision_label(grade), grade)
        self._problem = plain_text.label(name="placeProblem", wrap=True)
        self._problem.hide()
        self._build()
        self.set_theme(Theme(LIGHT, dark=False))

    def _build(self) -> None:
        self._grid = QGridLayout()
        wide, left, right = (1, 2), (1, 1), (1, 1)
        for field, label, row, column, (_, span) in (
            (self.name, self.tr("Name"), 0, 0, wide),
            (self.country, self.tr("Country"), 1, 0, left),
            (self.admin1, self.tr("Region (admin1)"), 1, 1, right),
            (self.latitude, self.tr("Latitude"), 2, 0, left),
            (self.longitude, self.tr("Longitude"), 2, 1, right),
            (self.precision, self.tr("Precision"), 3, 0, wide),
        ):
            self._grid.addLayout(_labelled(field, label), row, column, 1, span)
        for line in self.lines:
            line.setMaxLength(_MOST)
            line.textEdited.connect(self._edit)
        self.latitude.setPlaceholderText("12.65")
        self.longitude.setPlaceholderText("-8.00")
        self.precision.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.precision.setMinimumContentsLength(12)
        self.precision.installEventFilter(self)
        self.precision.activated.connect(self._edit)
        self.precision.currentIndexChanged.connect(self._edit_by_key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid)
        layout.addWidget(self._problem)

    @property
    def lines(self) -> tuple[QLineEdit, ...]:
        """The fields to type in, in order."""
        return (self.name, self.country, self.admin1, self.latitude, self.longitude)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """All fields, in order."""
        return (*self.lines, self.precision)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look."""
        t, px = theme.tokens, theme.px
        self._grid.setHorizontalSpacing(px(NEAR))
        self._grid.setVerticalSpacing(px(NEAR))
        self.setStyleSheet(
            f"#placeLabel {{ color: {t.muted}; font-size: {px(SMALL)}px; }}"
            f" #placeProblem {{ color: {t.warning}; font-size: {px(SMALL)}px; }}"
        )

    def show_place(self, place: PlaceValue | None) -> None:
        """Fill the fields; what somebody typed into them is gone."""
        place = place or PlaceValue("")
        self._shown = place
        known = countries.by_code(place.country)
        texts = (
            place.name,
            known.name if known and countries.named(known.name) == (known,) else place.country,
            place.admin1,
            _degrees(place.latitude),
            _degrees(place.longitude),
        )
        for line, text in zip(self.lines, texts, strict=True):
            line.setText(text)
            line.setCursorPosition(0)
        self.precision.setCurrentIndex(place.where_prec or 0)
        self.is_edited = False
        self._say("")

    def _edit(self) -> None:
        self.is_edited = True
        self._say("")
        self.edited.emit()

    def _edit_by_key(self) -> None:
        if self.precision.hasFocus():
            self._edit()

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    @property
    def problem(self) -> str:
        """What is said under the fields."""
        return self._problem.text()

    def place(self) -> PlaceValue | None:
        """The place of the fields; None when one is wrong, which is said and takes the keyboard."""
        wrong = self._first_wrong()
        if wrong is not None:
            field, sentence = wrong
            self._say(sentence)
            field.setFocus()
            return None
        latitude, longitude = _number(self.latitude.text()), _number(self.longitude.text())
        made = PlaceValue(
            _clean(self.name),
            _alpha3(_clean(self.country), self._shown.country),
            _clean(self.admin1),
            latitude,
            longitude,
            where_prec=self.precision.currentData(),
        )
        same = (made.name, made.country, made.admin1, made.latitude, made.longitude)
        shown = self._shown
        if same == (shown.name, shown.country, shown.admin1, shown.latitude, shown.longitude):
            return PlaceValue(*same, shown.gazetteer_id, made.where_prec)
        return made

    def _first_wrong(self) -> tuple[QLineEdit, str] | None:
        country = _clean(self.country)
        if country and not _alpha3(country, self._shown.country):
            return self.country, self._wrong_country(country)
        for field, most in ((self.latitude, 90), (self.longitude, 180)):
            text = field.text().strip()
            number = _number(text)
            if text and (number is None or abs(number) > most):
                sentence = self.tr("“{}” must be degrees between -{} and {}, such as {}.")
                return field, sentence.format(text[:40], most, most, field.placeholderText())
        if bool(self.latitude.text().strip()) != bool(self.longitude.text().strip()):
            empty = self.longitude if self.latitude.text().strip() else self.latitude
            return empty, self.tr("Coordinates are both latitude and longitude, or neither.")
        if not _clean(self.name) and not self.latitude.text().strip():
            return self.name, self.tr("A place needs a name or coordinates.")
        return None

    def _wrong_country(self, typed: str) -> str:
        found = countries.named(typed)
        if found:
            several = ", ".join(f"{country.name} ({country.alpha3})" for country in found)
            return self.tr("“{}” can be {}: type the code.").format(typed[:40], several)
        return self.tr("“{}” is no known country: type its name or its three letters.").format(
            typed[:40]
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Rolling the page over the list of precisions does not change it."""
        if watched is self.precision and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _labelled(field: QWidget, text: str) -> QVBoxLayout:
    label: QLabel = plain_text.label(text, "placeLabel")
    label.setBuddy(field)
    field.setAccessibleName(text)
    column = QVBoxLayout()
    column.setSpacing(HAIR)
    column.addWidget(label)
    column.addWidget(field)
    return column


def _clean(field: QLineEdit) -> str:
    return " ".join(field.text().split())


def _degrees(number: float | None) -> str:
    return "" if number is None else f"{number:.6f}".rstrip("0").rstrip(".")


def _number(typed: str) -> float | None:
    plain = typed.strip().replace(",", ".").replace("−", "-")
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if abs(number) <= 180 else None


def _alpha3(typed: str, shown: str) -> str:
    """The code of a typed country; empty when it names none, or more than one."""
    found = countries.named(typed)
    if len(found) == 1:
        return found[0].alpha3
    exact = countries.by_code(typed.upper())
    if exact is not None:
        return exact.alpha3
    return typed if typed == shown else ""
