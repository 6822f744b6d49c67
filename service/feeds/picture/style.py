"""Feeds: colours and lines of the picture, light and dark: one constant text, which a page can allow by its hash."""

from typing import Final

from service.domain.selections import Record

_QUADS: Final = {
    "material_conflict": "force",
    "verbal_conflict": "dispute",
    "verbal_cooperation": "talk",
    "material_cooperation": "help",
}

TONES: Final = {
    "force": "Force, coercion, protest",
    "dispute": "Threat, demand, refusal",
    "talk": "Talk, support, agreement",
    "help": "Aid, retreat, co-operation",
    "plain": "Other events",
}


def tone_of(kind: Record | None) -> str:
    """The class that colours a kind's events: that of its PLOVER quad."""
    return _QUADS.get((kind or {}).get("quad") or "", "plain")


_LIGHT: Final = {
    "paper": "#fdfcf9",
    "ink": "#1c1d22",
    "soft": "#5a5d66",
    "rule": "#dedad2",
    "grid": "#eeebe4",
    "gap": "#f3f0e8",
    "arrow": "#32343d",
    "force": "#b3261e",
    "dispute": "#b85c00",
    "talk": "#14748a",
    "help": "#2c7a4b",
    "plain": "#5d6679",
}
_DARK: Final = {
    "paper": "#15171c",
    "ink": "#eceae4",
    "soft": "#a3a7b2",
    "rule": "#343842",
    "grid": "#23262e",
    "gap": "#1d2027",
    "arrow": "#d5d7de",
    "force": "#ff7a6e",
    "dispute": "#f2a65a",
    "talk": "#5ec4da",
    "help": "#74cf98",
    "plain": "#a9b3c6",
}

_LINES: Final = """
.cl text{font-family:-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif;font-size:13px}
.cl .title{font-size:21px;font-weight:700;letter-spacing:-.01em}
.cl .small,.cl .tick,.cl .context,.cl .word{font-size:12px}.cl .gap-name{font-size:11px}
.cl .context,.cl .lane-name{font-weight:650}
.cl .lane-name{font-size:12.5px}
.cl .word{font-style:italic}
.cl .tick{font-variant-numeric:tabular-nums}
.cl .label,.cl .word,.cl .tick,.cl .context,.cl .lane-name,.cl .level{paint-order:stroke}
.cl .label,.cl .word,.cl .tick,.cl .context,.cl .lane-name,.cl .level{stroke-width:4px;stroke-linejoin:round}
.cl .grid,.cl .rule{stroke-width:1;shape-rendering:crispEdges}
.cl .zigzag,.cl .link,.cl .chevron,.cl .clip,.cl .head-line{fill:none}
.cl .zigzag{stroke-width:1}
.cl .whisker{stroke-width:1;stroke-opacity:.55}
.cl .chevron,.cl .clip{stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.cl .hit{fill:none;pointer-events:all}
.cl .qualified .mark{opacity:.72}
.cl .outline{fill:none;stroke-width:1.25}
.cl .status-planned .outline{stroke-dasharray:5 3}
.cl .status-hypothetical .outline{stroke-dasharray:1.5 3}
.cl .status-disputed .outline{stroke-dasharray:9 3}
.cl .status-planned .body,.cl .status-hypothetical .body{opacity:.3}
.cl .status-cancelled .body,.cl .status-refuted .body{opacity:.3}
.cl tspan{unicode-bidi:plaintext}
.cl .struck{text-decoration:line-through;stroke:none}
.cl .link{stroke-width:1.6}
.cl .family-sequence{stroke-width:1.4;stroke-dasharray:6 4}
.cl .family-evidence{stroke-width:1.6;stroke-dasharray:.1 4.5;stroke-linecap:round}
.cl .family-structure{stroke-width:.9}
.cl .link.retracted{stroke-opacity:.4}
.cl.dense .links .link{opacity:.4;stroke-width:1}
.cl.packed .links .link{opacity:.15;stroke-width:.6}
.cl a{cursor:pointer}
.cl a:hover .label,.cl a:focus-visible .label{text-decoration:underline;text-underline-offset:2px}
.cl a:focus{outline:none}
.cl a:focus-visible .hit{stroke-width:2}
"""


_COLOURED: Final = (
    ("text", "fill:ink"),
    (".paper", "fill:paper"),
    (".small,.tick,.word,.gap-name", "fill:soft"),
    (".label,.word,.tick,.context,.lane-name,.cut", "stroke:paper"),
    (".level", "stroke:gap"),
    (".grid", "stroke:grid"),
    (".rule", "stroke:rule"),
    (".gap", "fill:gap"),
    (".zigzag,.link,.head-line", "stroke:soft"),
    (".family-causal", "stroke:arrow"),
    (".head", "fill:arrow"),
    (".head-dot", "fill:soft"),
    ("a:focus-visible .hit", "stroke:talk"),
    *((f".tone-{tone} .ink", f"fill:{tone}") for tone in TONES),
    *((f".tone-{tone} .line", f"stroke:{tone}") for tone in TONES),
    *((f".stop-{tone}", f"stop-color:{tone}") for tone in TONES),
)
"""Selectors, and which property gets which colour of the palette."""


def _colours(palette: dict[str, str]) -> str:
    rules = []
    for selectors, rule in _COLOURED:
        which, colour = rule.split(":")
        rules.append(f"{','.join(f'.cl {one}' for one in selectors.split(','))}{{{which}:{palette[colour]}}}")
    return "\n".join(rules)


STYLE: Final = f"{_LINES}{_colours(_LIGHT)}\n@media screen and (prefers-color-scheme:dark){{{_colours(_DARK)}}}\n"
