using System.Text;
using Trimtab.Files;

namespace MnistNotebook;

/// <summary>The results in Markdown, to be pasted: the table of README.md is one.</summary>
internal static class Summary
{
    public static string ToMarkdown(NotebookResults results)
    {
        var text = new StringBuilder();
        string[] columns = Conclusions.Columns(results);
        text.Append($"| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var row in Conclusions.Rows(results))
        {
            text.Append($"| {string.Join(" | ", row.Select(CellText.Markdown))} |\n");
        }

        text.Append($"\n{Conclusions.WhatFiguresAre(results)}\n");
        text.Append(results.ToCome is { Length: > 0 } toCome ? $"\n{toCome}\n" : "");
        foreach (string sentence in Conclusions.Sentences(results).Append(Conclusions.Cost(results)))
        {
            text.Append($"\n- {sentence}");
        }

        return text.Append('\n').ToString();
    }
}
