/// The style sheet of HTML reports.
enum HTMLStyle {
    /// The sheet, with a line of text for the foot of every printed page.
    static func sheet(pageLine: String) -> String {
        colors + layout + content + figures
            + print.replacing("%line%", with: HTMLText.cssString(pageLine))
    }

    /// Light and dark; every pair of text and ground has a contrast of at least 4.5 to 1.
    private static let colors = """

        :root{--ground:#fff;--raised:#f3f5f7;--ink:#17212b;--soft:#4a5866;--line:#c8d0d8;
        --accent:#8a1c34;--band:#6d1529;--onband:#fff;--value:#176684;--area:#17668433;--track:#e3e8ed;
        --target:#8a5300;--good:#1b6a38;--doubtful:#7a5000;--bad:#a3182c;
        --s0:#e6eff3;--s1:#b3d2de;--s2:#82b6ca;--s3:#276f8a;--s4:#0c3f54;--onlight:#17212b;--ondark:#fff}
        @media screen and (prefers-color-scheme:dark){:root{--ground:#11171d;--raised:#1a232c;
        --ink:#e7ecf1;--soft:#aab6c2;--line:#3b4956;--accent:#f2939f;--band:#4d101e;--onband:#fff;
        --value:#5cb6d3;--area:#5cb6d340;--track:#2b3742;--target:#ecbb62;--good:#82d49d;
        --doubtful:#ecc56e;--bad:#ff9ba6;--s0:#1f2c36;--s1:#234e63;--s2:#2d6b87;--s3:#8cc9de;--s4:#c3e6f1;
        --onlight:#e7ecf1;--ondark:#0b1217}}

        """

    private static let layout = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;scroll-behavior:auto}
        body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 "Segoe UI",
        system-ui,-apple-system,"Noto Sans","Liberation Sans",Arial,sans-serif;
        overflow-wrap:break-word}
        h1,p,dd,pre,.long,.fixed td,.fixed th{overflow-wrap:anywhere}
        .skip{position:absolute;left:-999rem}
        .skip:focus{left:1rem;top:1rem;background:var(--ground);color:var(--ink);padding:.5rem 1rem}
        .masthead{background:var(--band);color:var(--onband);padding:2rem max(1.25rem,calc(50vw - 36rem))}
        .masthead .kind{margin:0;font-weight:600;letter-spacing:.02em}
        .masthead h1{margin:.25rem 0 1.25rem;font-size:clamp(1.6rem,4vw,2.4rem);line-height:1.2}
        .masthead .facts{color:var(--onband);border-top:1px solid #ffffff59;padding-top:1rem;margin-bottom:0}
        .masthead .facts dt{color:var(--onband);opacity:1}
        .masthead .notice{background:#fff;color:#17212b;border-color:#8a5300;margin:1.25rem 0 0}
        .columns{max-width:72rem;margin:0 auto;padding:0 1.25rem;display:grid;
        grid-template-columns:13rem minmax(0,1fr);gap:0 3rem}
        nav{padding-top:2rem;font-size:.9rem;align-self:start;position:sticky;top:0;max-height:100vh;
        overflow:auto}
        .navtitle{margin:0 0 .5rem;font-weight:700}
        nav ol{margin:0;padding:0 0 0 1.4rem}
        nav li{margin:.35rem 0}
        main{min-width:0;padding-bottom:3rem}
        a{color:var(--accent)}
        :focus-visible{outline:3px solid var(--target);outline-offset:2px}
        footer{border-top:1px solid var(--line);color:var(--soft);font-size:.8rem;
        padding:1rem max(1.25rem,calc(50vw - 36rem))}
        @media (max-width:60rem){.columns{display:block}nav{position:static;max-height:none}}

        """

    private static let content = """
        section{padding-top:2.25rem}
        h2{font-size:1.5rem;line-height:1.25;margin:0 0 1rem;padding-bottom:.4rem;
        border-bottom:2px solid var(--accent)}
        h2 .number{color:var(--accent);font-weight:600}
        h3{font-size:1.12rem;line-height:1.3;margin:1.9rem 0 .6rem}
        h4{font-size:1rem;line-height:1.35;margin:1.2rem 0 .4rem}
        p{margin:.5rem 0;max-width:46rem}
        .faint{color:var(--soft)}.good{color:var(--good)}.doubtful{color:var(--doubtful)}
        .bad{color:var(--bad)}.strong{font-weight:600}
        p.faint{font-size:.92rem}
        pre{background:var(--raised);border:1px solid var(--line);padding:.6rem .8rem;
        white-space:pre-wrap;font:.84rem/1.5 ui-monospace,"DejaVu Sans Mono","Liberation Mono",monospace}
        .notice{border-left:6px solid var(--line);background:var(--raised);padding:.6rem 1rem;margin:1rem 0}
        .notice p{margin:.1rem 0}
        .notice.good{border-color:var(--good)}.notice.doubtful{border-color:var(--doubtful)}
        .notice.bad{border-color:var(--bad)}.notice.strong{border-color:var(--accent)}
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.75rem 2rem;margin:1rem 0}
        .facts .wide{grid-column:span 2}
        @media (max-width:32rem){.facts .wide{grid-column:auto}}
        dt{color:var(--soft);font-size:.85rem}
        dd{margin:0}
        dd.note{font-size:.85rem;color:var(--soft)}
        .masthead dd.note{color:var(--onband)}
        .highlights{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem;margin:1.25rem 0}
        .highlights div{background:var(--raised);border:1px solid var(--line);border-top:4px solid var(--accent);
        padding:.8rem 1rem}
        .highlights dd{font-size:1.55rem;line-height:1.25;font-weight:700}
        .highlights dd.note{font-size:.86rem;font-weight:400;line-height:1.4;margin-top:.25rem}
        .entries{list-style:none;margin:.75rem 0;padding:0}
        .entries li{display:grid;grid-template-columns:minmax(2rem,auto) minmax(0,1fr);gap:0 .9rem;
        padding:.5rem 0;border-bottom:1px solid var(--line)}
        .entries li:last-child{border-bottom:0}
        .entries p{margin:.1rem 0 .3rem}
        .mark{font-weight:600;white-space:nowrap;padding-top:.1rem}

        """

    /// A class for each share of a table's width: inline styles are not allowed.
    private static let shares = (5...80).map { ".w\($0){width:\($0)%}" }.joined()

    private static let figures = """
        .scroll{overflow-x:auto;margin:1rem 0}
        table{border-collapse:collapse;width:100%;font-size:.93rem;line-height:1.45}
        caption{text-align:left;font-weight:600;padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.45rem .7rem .45rem 0;
        border-bottom:1px solid var(--line)}
        th:last-child,td:last-child{padding-right:.2rem}
        thead th{border-bottom:2px solid var(--soft);color:var(--soft);font-weight:600;vertical-align:bottom;
        overflow-wrap:normal}
        thead .n{white-space:normal}
        .fixed thead th{overflow-wrap:anywhere;hyphens:auto}
        tbody th{font-weight:400}
        .fixed{table-layout:fixed}
        \(shares)
        @media (max-width:40rem){.fixed,.scroll>svg{min-width:32rem}}
        .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        .n+td:not(.n),.n+th:not(.n){padding-left:1rem}
        td p,tbody th p{margin:.3rem 0 0;font-size:.92em}
        .chart{margin:1.5rem 0;padding:1rem 1.25rem;border:1px solid var(--line);background:var(--ground)}
        .chart figcaption{font-weight:700;margin-bottom:.75rem}
        .chart svg{display:block;width:100%;max-width:34rem;height:auto;margin:0 auto}
        @media screen and (min-width:60rem){.radar{display:grid;grid-template-columns:minmax(0,1.1fr) minmax(0,1fr);
        gap:0 2rem;align-items:center}.radar figcaption{grid-column:1/-1}}
        .timeline svg,.shares svg,.heatmap svg{max-width:46rem}
        svg .s0{fill:var(--s0)}svg .s1{fill:var(--s1)}svg .s2{fill:var(--s2)}svg .s3{fill:var(--s3)}
        svg .s4{fill:var(--s4)}svg .part{stroke:var(--ground);stroke-width:1.5}
        svg .on0,svg .on1,svg .on2{fill:var(--onlight)}svg .on3,svg .on4{fill:var(--ondark)}
        svg text{font-size:14px;fill:var(--ink)}
        svg .label{font-weight:600;font-size:15px}
        svg .small{font-size:13.5px}
        svg .over{paint-order:stroke;stroke:var(--ground);stroke-width:5px;stroke-linejoin:round}
        svg .grid{fill:none;stroke:var(--line);stroke-width:1}
        svg .track{fill:var(--track)}
        svg .value{fill:var(--value)}
        svg .interval{fill:none;stroke:var(--ink);stroke-width:2.5}
        svg .halo{fill:none;stroke:var(--ground);stroke-width:6}
        svg .target{fill:none;stroke:var(--target);stroke-width:3;stroke-dasharray:6 4}
        svg .targetmark{fill:var(--ground);stroke:var(--target);stroke-width:2.5}
        svg .area{fill:var(--area);stroke:var(--value);stroke-width:2.5}
        svg .arealine{stroke:var(--value);stroke-width:2.5}
        svg .mark{fill:var(--value);stroke:var(--ground);stroke-width:1.5}

        """

    /// A4 with the report's line and the page's number at the foot.
    private static let print = """
        @page{size:A4;margin:17mm 16mm 20mm;@bottom-left{content:%line%;font:7pt "Liberation Sans",Arial,sans-serif;
        color:#4a5866}@bottom-right{content:counter(page) " / " counter(pages);
        font:8pt "Liberation Sans",Arial,sans-serif;color:#4a5866}}
        @media print{html{font-size:9.5pt}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        nav,.skip,footer{display:none}.columns{display:block;max-width:none;padding:0}
        .masthead{padding:5mm 7mm}
        .masthead h1{margin:1mm 0 3mm}
        .facts{grid-template-columns:repeat(4,1fr);gap:2mm 4mm;margin:3mm 0}
        .facts .wide{grid-column:span 3}
        .masthead .notice{margin-top:3mm;padding:1.5mm 4mm}
        section{padding-top:6mm}
        .radar table{font-size:.86rem}
        h2,h3,h4,caption,figcaption,thead{break-after:avoid}
        .short{break-inside:avoid}
        tbody tr:first-child{break-before:avoid}
        .radar{display:grid;grid-template-columns:84mm minmax(0,1fr);gap:0 4mm;align-items:center}
        .radar figcaption{grid-column:1/-1}
        p,dt,dd{orphans:3;widows:3}
        tr,li,.highlights div,.notice,svg{break-inside:avoid}
        .chart{break-inside:avoid;padding:3mm 4mm}
        .timeline,.heatmap,.shares{break-inside:auto}
        h3+p{break-after:avoid}
        .timeline svg{max-width:none}
        .chart svg{max-width:110mm}
        .fixed,.scroll>svg{min-width:0}
        thead{display:table-header-group}
        .scroll{overflow:visible}
        .pagebreak{break-after:page}
        .highlights{grid-template-columns:repeat(4,1fr);gap:3mm}
        .highlights dd{font-size:1.25rem}
        a{color:inherit;text-decoration:none}}

        """
}
