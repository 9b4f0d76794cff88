using System.Text;
using Trimtab.Files;

namespace MnistNotebook;

/// <summary>The results in Markdown, to be pasted: the table of README.md is one.</summary>
internal static class Summary
{
    public static string ToMarkdown(Findings findings)
    {
        var text = new StringBuilder();
        string[] columns = Conclusions.Columns(findings);
        text.Append($"| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var row in Conclusions.Rows(findings))
        {
            text.Append($"| {string.Join(" | ", row.Select(CellText.Markdown))} |\n");
        }

        text.Append($"\n{Conclusions.WhatFiguresAre(findings)}\n");
        text.Append(findings.ToCome is { Length: > 0 } toCome ? $"\n{toCome}\n" : "");
        foreach (string sentence in Conclusions.Sentences(findings).Append(Conclusions.Cost(findings)))
        {
            text.Append($"\n- {sentence}");
        }

        return text.Append('\n').ToString();
    }
}
