#include "app/figures/style.h"

namespace app::figures {

std::string_view style() {
    return R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1b1b;--faint:#595959;--rule:#d9d9d9;--link:#005a8f;
--c1:#0072b2;--c2:#d55e00;--c3:#009e73;--c4:#cc79a7;--c5:#6b6b6b}
@media (prefers-color-scheme:dark){:root{--paper:#15171a;--ink:#ececec;--faint:#b3b3b3;--rule:#3a3e44;--link:#8ccbf2;
--c1:#56b4e9;--c2:#e69f00;--c3:#00b583;--c4:#d791b8;--c5:#a6a6a6}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:62rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.35rem;line-height:1.25;margin:3rem 0 .5rem;padding-top:1rem;border-top:2px solid var(--rule)}
h3{font-size:1.05rem;margin:0 0 .25rem}
p{margin:.25rem 0;max-width:46rem}
a{color:var(--link)}
.faint,.unit,.by{color:var(--faint);font-size:.85rem}
nav ul{margin:.5rem 0;padding-left:1.2rem}
nav li ul{display:flex;flex-wrap:wrap;gap:0 1rem;padding:0;list-style:none;margin:0}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr));gap:.5rem 1rem;margin:1rem 0}
dt{color:var(--faint);font-size:.85rem}
dd{margin:0;font-size:1.15rem;font-variant-numeric:tabular-nums}
figure{margin:2.25rem 0 0;break-inside:avoid}
.faint p{margin:.1rem 0}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1.2rem;margin:.5rem 0 0;padding:0;list-style:none;font-size:.85rem}
.key{width:18px;height:12px;margin-right:.4rem;vertical-align:-1px;overflow:visible}
.unit{margin:.5rem 0 0}
.by{text-align:right;max-width:none;margin:0}
.plot{padding:22px 10px 24px 3.2rem}
.plot>svg{display:block;width:100%;height:220px;overflow:visible}
.plot>svg>svg{overflow:visible}
text{font-size:12px;fill:var(--faint);font-variant-numeric:tabular-nums}
.up{text-anchor:end}
.level,.over{text-anchor:middle}
.first{text-anchor:start}
.last{text-anchor:end}
.over{fill:var(--ink)}
.grid{stroke:var(--rule)}
.tick{stroke:var(--faint);transform:translateY(1px)}
.c1{--c:var(--c1)}.c2{--c:var(--c2)}.c3{--c:var(--c3)}.c4{--c:var(--c4)}.c5{--c:var(--c5)}
.dot,.square,.line,.dashes{fill:none;stroke:var(--c);vector-effect:non-scaling-stroke}
.dot{stroke-width:6px;stroke-linecap:round}
.square{stroke-width:4.5px;stroke-linecap:square}
.line{stroke-width:2px}
.dashes{stroke-width:1.5px;stroke-dasharray:6 4}
.band{fill:var(--c);opacity:.2}
.bar{fill:var(--c)}
circle{fill:transparent;stroke:var(--ink);stroke-width:1.5px}
.area{fill:transparent}
.area:hover{fill:var(--ink);fill-opacity:.08}
details{margin:.5rem 0}
summary{cursor:pointer;font-size:.85rem;color:var(--link)}
.table{overflow-x:auto;margin:.5rem 0}
table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .7rem .2rem 0;text-align:right;border-bottom:1px solid var(--rule);vertical-align:top;white-space:nowrap}
thead th{white-space:normal;vertical-align:bottom}
th:first-child{text-align:left;font-weight:normal;white-space:normal;min-width:6rem;max-width:24rem}
thead th:first-child{font-weight:bold}
@media (max-width:480px){.wide{display:none}.dot{stroke-width:4.5px}.square{stroke-width:3.5px}.plot{padding-left:2.8rem}.plot>svg{height:180px}body{padding:.75rem}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--faint:#444;--rule:#bbb;--link:#000;
--c1:#0072b2;--c2:#d55e00;--c3:#009e73;--c4:#cc79a7;--c5:#6b6b6b}
body{max-width:none;padding:0;font-size:10pt}details,nav{display:none}section+section{break-before:page}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";
}

}  // namespace app::figures
