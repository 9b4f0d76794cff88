using System.CommandLine;
using Trimtab.Importance;
using Trimtab.Tool.Options;

namespace Trimtab.Tool.Verbs;

/// <summary>Prints parameter importance.</summary>
[Named("importance")]
internal sealed class ImportanceVerb : IVerb
{
    private readonly StudyChoice _study = new();
    private readonly FormatChoice _format = new();

    private readonly Option<string?> _objective = new("--objective")
    {
        Description = "Name of the objective. [default: the first]",
        HelpName = "NAME",
    };

    private readonly Option<string> _method = new("--method")
    {
        Description = $"How it is measured: {string.Join(", ", ImportanceEvaluator.Catalog.Names)}.",
        DefaultValueFactory = _ => "ped_anova",
        HelpName = "METHOD",
    };

    /// <summary>Methods are completed.</summary>
    public ImportanceVerb() => _method.CompletionSources.Add([.. ImportanceEvaluator.Catalog.Names]);

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Look;

    /// <inheritdoc/>
    public string Description => "Prints how much each parameter matters for an objective, as fractions of 1.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab importance -n digits", "trimtab importance -n digits --method fanova -f json"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _study.Symbols, _objective, _method, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        string method = run.Value(_method)!;
        var evaluator = ImportanceEvaluator.Catalog.Names.Contains(method, StringComparer.OrdinalIgnoreCase)
            ? ImportanceEvaluator.Catalog.Create(method)
            : throw new UnknownNameException("method of importance", method, ImportanceEvaluator.Catalog.Names);
        using var chosen = _study.OpenExisting(run);
        var study = chosen.Read();
        var importances = evaluator.Of(study, run.Value(_objective));
        if (ImportanceEvaluator.Caveat(study, run.Value(_objective)) is { Length: > 0 } caveat)
        {
            run.Context.Error.WriteLine(caveat);
        }

        _format.Write(run, new(
            ["parameter", "importance"], importances.Select(item => new object?[] { item.Parameter, item.Importance })));
        return Task.FromResult(ExitCode.Done);
    }
}
