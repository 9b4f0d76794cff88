using System.CommandLine;
using Trimtab.Tool.Options;
using Trimtab.Tool.Studies;
using Trimtab.Tool.Studies.Pages;

namespace Trimtab.Tool.Verbs;

/// <summary>Shows a study on a page.</summary>
[Named("show")]
internal sealed class ShowVerb : IVerb
{
    private readonly StudyChoice _study = new();
    private readonly FormatChoice _format = new();

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Look;

    /// <inheritdoc/>
    public string Description => """
        Shows a study on a page: its state, the best trial and those that may be, what matters, what it cost, what to try next. With
        --format the same as data.
        """.ReplaceLineEndings(" ");

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab show -n digits", "trimtab show -n digits --format json"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _study.Symbols, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        using var chosen = _study.OpenExisting(run);
        var retried = WaitingTrial.Retried(chosen.Storage.ReadTrials(chosen.Stored.Id, -1, []));
        var view = new StudyView(chosen.Stored, chosen.Read(), retried);
        if (_format.NameOf(run) is null or "table")
        {
            StudyPage.Write(view, run.Context.OutputScreen);
        }
        else
        {
            _format.Write(run, view.Row());
        }

        return Task.FromResult(ExitCode.Done);
    }
}
