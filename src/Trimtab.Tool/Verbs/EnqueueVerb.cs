using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Choices;
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
        var sets = words is ["-"] ? GivenParameters.Lines(run.Context.Input).ToList() : [GivenParameters.Of(words)];
        var (storage, study) = _study.OpenExisting(run);
        using (storage)
        {
            var known = KnownSpace.Of(new StudyCatalog(storage).Read(study.Name));
            var created = storage.CreateTrials(study.Id, [.. sets.Select(set => WaitingTrial.Of(known.Coerced(set)))]);
            _format.Write(run, new(["number"], created.Select(trial => new object?[] { trial.Number })));
            return Task.FromResult(ExitCode.Done);
        }
    }
}
