using System.CommandLine;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Verbs;

/// <summary>Writes a study's file from a command line.</summary>
[Named("init")]
internal sealed class InitVerb : IVerb
{
    private readonly Argument<string[]> _words = new("-- program")
    {
        Description = "The program and its arguments, as it runs now.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Tune;

    /// <inheritdoc/>
    public string Description =>
        "Prints a study's file, as YAML, from a program's own options: ranges around the numbers it is given, to be edited.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab init -- python3 train.py --lr 0.01 --layers 3 --opt adam > study.yaml"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_words];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        string[] words = RunReader.Words(run.Parsed);
        if (words.Length == 0)
        {
            throw new UsageException("A program stands behind --, as trimtab init -- python3 train.py --lr 0.01. Got none.");
        }

        run.Context.Output.Write(CommandDraft.Yaml(words, run.Context.Folder));
        run.Context.Error.WriteLine(
            "Keep it in a file, as study.yaml, and edit the ranges and the metric; then trimtab plan study.yaml, and run study.yaml.");
        return Task.FromResult(ExitCode.Done);
    }
}
