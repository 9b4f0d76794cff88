using System.CommandLine;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Verbs;

/// <summary>Checks a study's file, or a command line, without running anything.</summary>
[Named("check")]
internal sealed class CheckVerb : IVerb
{
    private readonly RunOptions _options = new();
    private readonly Argument<string[]> _words = ProgramArgument.Make();

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Tune;

    /// <inheritdoc/>
    public string Description =>
        "Checks a study's file, or a command line, without running anything: its space in words, or what is wrong.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab check study.yaml"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [.. _options.Symbols, _words];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        var settings = new RunRequest(run, _options, ProgramArgument.FileOf(run, _words)).Settings(null);
        settings.RequireProgram(run.Context);
        foreach (var (name, text) in settings.Texts().Where(item => !item.Key.StartsWith("parameter ", StringComparison.Ordinal)))
        {
            run.Context.Output.WriteLine($"{name}: {text}");
        }

        foreach (string words in settings.Space.Words())
        {
            run.Context.Output.WriteLine(words);
        }

        return Task.FromResult(ExitCode.Done);
    }
}
