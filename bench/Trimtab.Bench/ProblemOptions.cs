using System.CommandLine;
using System.CommandLine.Parsing;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>What is searched how often: the options that the verbs on regret have in common.</summary>
internal sealed class ProblemOptions
{
    private const string DefaultSet = "bbob";

    /// <summary>A set of problems, by name.</summary>
    public Option<string> Set { get; } = BenchOption.OneOf(
        "--problems",
        string.Join("; ", ProblemSet.Catalog.Names.Select(name => $"{name}: {ProblemSet.Catalog.Create(name).Description}")) + ".",
        ProblemSet.Catalog.Names,
        DefaultSet);

    /// <summary>Studies a problem.</summary>
    public Option<int> Seeds { get; } = BenchOption.Whole("--seeds", "Studies a problem, an instance each.", 10);

    /// <summary>Studies of random search, or 0 for as many as the set says.</summary>
    public Option<int> RandomStudies { get; } = BenchOption.Whole(
        "--random-studies", "Studies of random search a problem, on instances of their own; 0: as many as the problems need.", 0, least: 0);

    /// <summary>Dimensions of functions of reals.</summary>
    public Option<int> Dimensions { get; } = BenchOption.Whole("--dimensions", "Of functions of reals.", 5, least: 2);

    /// <summary>The problems that are asked for.</summary>
    public IReadOnlyList<Problem> ProblemsOf(ParseResult parsed) => SetOf(parsed).Problems(parsed.GetRequiredValue(Dimensions));

    /// <summary>What random search reaches, on instances of its own: by problem and seed, then by budget.</summary>
    public double[,][] RandomOf(ParseResult parsed, IReadOnlyList<Problem> problems, int[] budgets)
    {
        int studies = parsed.GetRequiredValue(RandomStudies) is var asked and > 0 ? asked : SetOf(parsed).RandomStudies;
        return RegretStudy.RunAll(problems, RegretStudy.RandomSeeds(studies), budgets, new(new RandomSampler()));
    }

    private ProblemSet SetOf(ParseResult parsed) => ProblemSet.Catalog.Create(parsed.GetRequiredValue(Set));

    /// <summary>Names of the problems of the set that is asked for.</summary>
    public IReadOnlyCollection<string> NamesOf(CommandResult result) =>
        [.. ProblemSet.Catalog.Create(result.GetValue(Set) ?? DefaultSet).Problems(2).Select(problem => problem.Name)];
}
