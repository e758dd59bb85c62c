"""Where the tile of each place stands on the grid of the world, and its part of the world for narrow pictures.

The grid keeps neighbours together as well as tiles of one size can; it is a way to find a place, not a statement about borders
or about whose a place is.
"""

from __future__ import annotations

from typing import Final

_GRID: Final = """
.. .. .. .. .. .. .. .. GL .. .. .. .. SJ .. .. .. .. .. .. .. .. .. .. .. .. .. ..
.. .. .. .. .. .. .. .. .. .. IS FO NO SE FI AX .. .. .. .. .. .. .. .. .. .. .. ..
.. .. CA .. .. PM .. .. .. .. IE IM .. DK LV EE .. .. RU .. .. .. .. .. .. .. .. ..
.. .. US .. .. BM .. .. .. .. GG GB NL DE PL LT BY .. KZ .. MN .. .. .. .. .. .. ..
.. MX .. .. BS TC .. .. .. .. JE BE LU CZ SK UA MD GE UZ KG .. CN .. KP JP .. .. ..
.. GT BZ CU JM HT DO PR VI VG FR CH LI AT HU RO .. AM TM TJ .. .. .. KR .. .. .. ..
.. SV HN KY .. .. BQ SX MF AI AD MC SM SI HR RS BG AZ AF .. NP BT HK MO TW .. .. ..
.. .. NI .. .. .. KN BL AG MS PT ES VA IT BA XK MK TR IR PK IN BD MM LA VN PH .. ..
.. .. CR .. AW CW DM GP MQ BB .. GI MT .. ME AL GR CY SY IQ KW .. TH KH .. .. MP ..
.. .. PA CO VE GD VC LC TT .. EH MA DZ TN LY EG .. LB JO SA BH QA .. MY BN .. GU UM
.. .. EC .. GY SR GF .. .. CV MR ML NE TD SD ER DJ IL PS YE OM AE .. SG .. PW FM MH
.. .. PE BR .. .. .. .. .. .. SN GM BF BJ NG CF SS ET SO .. .. MV LK .. ID TL PG NR
.. .. BO PY .. .. .. .. .. .. GW GN GH TG CM CG UG KE .. .. .. .. IO CC CX .. SB KI
.. .. CL AR UY .. .. .. .. .. SL LR CI ST GQ GA CD RW TZ .. .. .. .. .. .. VU TV TK
.. .. .. FK GS .. .. .. .. SH .. .. .. .. AO ZM BI MW KM YT SC .. .. AU NC FJ WF WS
.. .. .. .. .. .. .. .. .. .. .. .. .. .. NA BW ZW MZ MG RE MU .. .. .. NF TO AS CK
.. .. .. .. .. .. .. .. .. .. .. .. .. .. ZA LS SZ .. .. .. .. .. .. .. NZ NU PF PN
.. .. .. .. .. .. .. .. .. .. .. .. BV .. AQ .. .. TF .. .. HM .. .. .. .. .. .. ..
"""

COLUMNS: Final = 28
AT: Final[dict[str, tuple[int, int]]] = {
    code: (column, row)
    for row, line in enumerate(_GRID.strip().splitlines())
    for column, code in enumerate(line.split())
    if code != ".."
}
"""The column and the row of every country and territory."""
ROWS: Final = 1 + max(row for _, row in AT.values())

_PARTS: Final = """
africa: AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML
    MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW
americas: AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GT GY HN HT
    JM KN KY LC MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI
asia: AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO
    MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE
europe: AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU
    LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK
oceania: AS AU CC CK CX FJ FM GU IO KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS
antarctica: AQ BV GS HM TF
"""

PARTS: Final[dict[str, tuple[str, ...]]] = {
    part: tuple(codes.split())
    for part, _, codes in (line.partition(":") for line in _PARTS.replace("\n    ", " ").strip().splitlines())
}
"""Every country and territory by part of the world; only an order in which to look."""
