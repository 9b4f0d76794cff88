using System.CommandLine;
using Trimtab.Spaces;
using Trimtab.Tool.Options;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Verbs;

/// <summary>Adds trials that wait.</summary>
[Named("enqueue")]
internal sealed class EnqueueVerb : IVerb
{
    private readonly StudyChoice _study = new();
    private readonly FormatChoice _format = new();

    private readonly Argument<string[]> _values = new("value")
    {
        Description = "Parameters as name=value; those left out are suggested. Or - for JSON objects on standard input, one a line.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Evaluate;

    /// <inheritdoc/>
    public string Description => "Adds a trial with values of yours: it is the next to be evaluated. Prints its number.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
        ["trimtab enqueue -n digits lr=0.01 opt=adam", "jq -c .params best.json | trimtab enqueue -n digits -"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_values, .. _study.Symbols, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        string[] words = run.Value(_values)!;
        var given = words is ["-"] ? [] : GivenParameters.Of(words);
        List<ParameterSet> lines = words is ["-"] ? [.. GivenParameters.Lines(run.Context.Input)] : [];
        using var chosen = _study.OpenExisting(run);
        var space = StudySpace.Of(chosen.Storage, chosen.Stored);
        bool isKnown = space.Parameters.Count > 0;
        var sets = words is not ["-"] ? [isKnown ? UsageException.Read(() => space.Values(given)) : GivenParameters.Untyped(given)]
            : isKnown ? lines.ConvertAll(line => space.Values(line))
            : lines;
        var created = chosen.Storage.CreateTrials(chosen.Stored.Id, [.. sets.Select(WaitingTrial.Of)]);
        _format.Write(run, new(["number"], created.Select(trial => new object?[] { trial.Number })));
        return Task.FromResult(ExitCode.Done);
    }
}
