/** Of the HTML report: on a screen, light or dark, and on paper. Colour never says what no word or sign says. */
export const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
main { max-width: 70rem; margin: auto; padding: 1rem }
.matrix { overflow-x: auto }
table { border-collapse: collapse; margin: 1rem 0 }
th, td { border: 1px solid #8886; padding: .15rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
.matrix td { text-align: center; overflow-wrap: normal; white-space: nowrap }
.host { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 14rem }
details { border-left: .3rem solid #8888; padding-left: .8rem; margin: .6rem 0; break-inside: avoid }
details.critical, .matrix .critical { border-color: #b00020; background: #b0002022; font-weight: bold }
details.high, .matrix .high { border-color: #d3542b; background: #d3542b22 }
details.medium, .matrix .medium { border-color: #b98900; background: #b9890022 }
details > * { font-weight: normal }
summary { cursor: pointer; font-weight: bold }
summary span { text-transform: uppercase; font-size: .8em }
pre { padding: .5rem; background: #8881; overflow-x: auto; white-space: pre-wrap }
.references { font-size: .85em }
h2 { border-bottom: 1px solid #8886 }
@media print { main { max-width: none } .matrix { overflow: visible } a { color: inherit; text-decoration: none } section { break-before: page } }
`;
