namespace Trimtab.Charts;

/// <summary>The style sheet of an <see cref="HtmlReport"/>, light and dark.</summary>
internal static class ReportStyle
{
    public const string Css = """

        :root { color-scheme: light dark; --ink: #24292f; --soft: #57606a; --line: #d8dee4; --page: #fbfcfd; --card: #ffffff;
          --accent: #0072b2; --best: #fdf0e3; --warn: #8a3b00; --warnbg: #fff1e5; --shade: #24292f66; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa5b1; --line: #30363d; --page: #0d1117; --card: #161b22;
          --accent: #58a6ff; --best: #3a2a17; --warn: #ffb77a; --warnbg: #3a2312; --shade: #e6edf380; }
          figure svg { filter: invert(.92) hue-rotate(180deg); } } /* charts in dark mode: lightness inverted, hues kept */
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
        p, .card, figcaption, li { overflow-wrap: anywhere; }
        main { max-width: 1040px; margin: 0 auto; padding: 32px 20px 64px; }
        h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 4px; }
        h2 { font-size: 1.35rem; margin: 48px 0 12px; padding-top: 12px; border-top: 1px solid var(--line); }
        .subtitle { color: var(--soft); margin: 0 0 20px; }
        .notice { background: var(--warnbg); color: var(--warn); border: 2px solid currentColor; border-radius: 8px; padding: 14px 18px;
          font-weight: 600; white-space: pre-line; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px; margin: 20px 0; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; display: flex;
          flex-direction: column; }
        .card span, .card small { color: var(--soft); font-size: .82rem; }
        .card strong { font-size: 1.5rem; font-variant-numeric: tabular-nums; }
        nav { display: flex; flex-wrap: wrap; gap: 6px 16px; padding: 12px 0; }
        a { color: var(--accent); text-decoration: none; }
        a:hover { text-decoration: underline; }
        figure { margin: 20px 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px;
          break-inside: avoid; text-align: center; }
        figcaption { color: var(--soft); font-size: .86rem; padding: 6px 8px 2px; text-align: left; }
        /* Shadows mark edges behind which columns are hidden: the covers scroll with the table, the shadows do not. */
        .scroll { overflow-x: auto; margin: 16px 0;
          background: linear-gradient(to right, var(--page) 30%, transparent) left / 44px 100% no-repeat local,
            linear-gradient(to left, var(--page) 30%, transparent) right / 44px 100% no-repeat local,
            linear-gradient(to right, var(--shade), transparent) left / 16px 100% no-repeat scroll,
            linear-gradient(to left, var(--shade), transparent) right / 16px 100% no-repeat scroll; }
        .scroll:focus-visible { outline: 2px solid var(--accent); }
        table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; min-width: 50%; }
        th, td { padding: 6px 14px 6px 8px; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
        th { color: var(--soft); font-weight: 600; white-space: normal; vertical-align: bottom; }
        td { white-space: normal; max-width: 26em; }
        td.number { text-align: right; white-space: nowrap; }
        table.wide { font-size: .8rem; }
        table.wide th, table.wide td { padding: 5px 6px; }
        tr.best td { background: var(--best); font-weight: 600; }
        pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; overflow-x: auto;
          font-size: .85rem; line-height: 1.4; }
        details { margin: 12px 0; }
        summary { cursor: pointer; color: var(--accent); }
        @media print { :root { color-scheme: light; } body { background: #fff; } main { max-width: none; } nav { display: none; } }

        """;
}
