using System.CommandLine;
using System.CommandLine.Parsing;
using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>
/// Reads metrics: each is followed by its direction, source and rule, as <c>--metric acc --maximize --and size --minimize</c>. Without a
/// metric before them, they are of the only one that a file or the study has.
/// </summary>
internal static class MetricReader
{
    /// <summary>The metrics; null where none is given.</summary>
    /// <exception cref="TrimtabException">
    /// One has no direction or two, a source is wrong, or it is open which metric an option belongs to.
    /// </exception>
    public static IReadOnlyList<ProgramMetric>? Read(RunLayers layers)
    {
        List<MetricDraft> drafts = [];
        foreach (var layer in layers.All.Reverse())
        {
            drafts = Over(drafts, Drafts(layers.Options, layer));
        }

        ProgramMetric[] metrics = [.. drafts.Select(draft => draft.Metric())];
        if (metrics.Select(metric => metric.Source.Stream).Where(stream => stream != ProgramStream.None).Distinct().Count() > 1)
        {
            throw new TrimtabException("Metrics of one program come from one stream. Got some from stdout and some from stderr.");
        }

        return metrics.Length == 0 ? null : metrics;
    }

    /// <summary>The metrics of the stronger layer, where it has some; options without a metric change the only one.</summary>
    private static List<MetricDraft> Over(List<MetricDraft> weaker, List<MetricDraft> stronger) => (weaker, stronger) switch
    {
        (_, []) => weaker,
        ([var only], [{ Name: null } options]) => [options.Over(only)],
        ({ Count: > 1 }, [{ Name: null }]) => throw new TrimtabException(
            "--maximize, --minimize, --from and --take stand behind the --metric they are of. Got them without; there are "
            + $"{string.Join(", ", weaker.Select(draft => draft.Name))}."),
        _ => stronger,
    };

    private static List<MetricDraft> Drafts(RunOptions options, ParseResult layer)
    {
        var drafts = new List<MetricDraft>();
        var tokens = layer.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToList();
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Type == TokenType.Option)
            {
                Read(options, tokens[i].Value, i + 1 < tokens.Count ? tokens[i + 1].Value : "", drafts);
            }
        }

        return drafts;
    }

    private static void Read(RunOptions options, string name, string value, List<MetricDraft> drafts)
    {
        if (Is(options.Metrics) || Is(options.And))
        {
            if (drafts is [{ Name: null } only])
            {
                only.Name = value; // what stood before it
            }
            else
            {
                drafts.Add(new() { Name = value });
            }
        }
        else if (Is(options.From))
        {
            Last().From = value;
        }
        else if (Is(options.Take))
        {
            Last().Take = value;
        }
        else if (Is(options.Maximize) || Is(options.Minimize))
        {
            Last().Direction = Is(options.Maximize) ? Direction.Maximize : Direction.Minimize;
        }

        bool Is(Option option) => option.Name == name || option.Aliases.Contains(name);

        MetricDraft Last()
        {
            if (drafts.Count == 0)
            {
                drafts.Add(new());
            }

            return drafts[^1];
        }
    }
}
