using System.CommandLine;
using System.CommandLine.Parsing;
using Trimtab.Tool.Programs.Metrics;

namespace Trimtab.Tool.Programs;

/// <summary>
/// Reads metrics: each is followed by its direction, source and rule, as <c>--metric acc --maximize --and size --minimize</c>.
/// </summary>
internal static class MetricReader
{
    /// <summary>Whether a layer says something about metrics.</summary>
    public static Func<ParseResult, bool> IsGiven(RunOptions options) => layer =>
        ((Option[])[options.Metrics, options.From]).Any(option => layer.GetResult(option) is { Implicit: false });

    /// <summary>The metrics of a layer.</summary>
    /// <exception cref="TrimtabException">There is none, one has no direction, or a source is wrong.</exception>
    public static IReadOnlyList<ProgramMetric> Read(RunOptions options, ParseResult? layer)
    {
        var drafts = new List<Draft>();
        var tokens = layer?.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToList() ?? [];
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Type == TokenType.Option)
            {
                Read(options, tokens[i].Value, i + 1 < tokens.Count ? tokens[i + 1].Value : "", drafts);
            }
        }

        if (drafts.Count == 0)
        {
            throw new TrimtabException(
                "A study needs a metric: --metric NAME, which the program prints as NAME=0.93, with --maximize or --minimize; "
                + "or --from time.");
        }

        ProgramMetric[] metrics = [.. drafts.Select(draft => draft.Metric())];
        if (metrics.Select(metric => metric.Source.Stream).Where(stream => stream != ProgramStream.None).Distinct().Count() > 1)
        {
            throw new TrimtabException("Metrics of one program come from one stream. Got some from stdout and some from stderr.");
        }

        return metrics;
    }

    private static void Read(RunOptions options, string name, string value, List<Draft> drafts)
    {
        if (Is(options.Metrics))
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

        Draft Last()
        {
            if (drafts.Count == 0)
            {
                drafts.Add(new());
            }

            return drafts[^1];
        }
    }

    private sealed class Draft
    {
        public string? Name { get; set; }

        public string From { get; set; } = "stdout";

        public string Take { get; set; } = "last";

        public Direction? Direction { get; set; }

        public ProgramMetric Metric()
        {
            string name = Name ?? (MetricSource.Measured(From) is not null
                ? From
                : throw new TrimtabException($"A metric has a name: --metric NAME --from {From}."));
            var source = MetricSource.Open(From, name);
            var direction = Direction ?? source.Usual ?? throw new TrimtabException(
                $"A metric has a direction: write --maximize or --minimize behind --metric {name}.");
            return new(new(name, direction), From, source, TakeRule.Parse(Take));
        }
    }
}
