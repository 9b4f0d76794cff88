using Trimtab.Tool.Programs.Grammar;
using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>Settings of a study of a program, as <c>trimtab run</c> reads them. Immutable.</summary>
internal sealed record RunSettings
{
    /// <summary>The definition of the study.</summary>
    public required StudyDefinition Study { get; init; }

    /// <summary>Name of the study.</summary>
    public string Name => Study.Name;

    /// <summary>The parameters.</summary>
    public ProgramSpace Space => Study.Space;

    /// <summary>The metrics, one or more.</summary>
    public IReadOnlyList<ProgramMetric> Metrics => Study.Metrics;

    /// <summary>Constraints on other numbers that the program prints.</summary>
    public IReadOnlyList<OutcomeLimit> Limits => Study.Limits;

    /// <summary>How many trials are evaluated at once.</summary>
    public int Jobs => Study.Jobs;

    /// <summary>Tells the study apart from others that have had its name; empty before it is stored.</summary>
    public string Id { get; init; } = "";

    /// <summary>The program and its arguments, or one line for the shell.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Whether the words are a line for the shell.</summary>
    public bool IsShell { get; init; }

    /// <summary>The program and its arguments with placeholders.</summary>
    public required CommandTemplate Command { get; init; }

    /// <summary>How many trials the study is to have; null for no limit.</summary>
    public int? Trials { get; init; }

    /// <summary>For how long trials begin; null for no limit.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The study ends when the first metric is as good as this; null for never.</summary>
    public double? Goal { get; init; }

    /// <summary>Limits of a run of the program.</summary>
    public ProgramLimits Program { get; init; } = new();

    /// <summary>How often a trial that fails is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>How many trials may fail in a row.</summary>
    public int Failures { get; init; } = 10;

    /// <summary>Values of parameters that are tried first.</summary>
    public IReadOnlyList<string> Enqueued { get; init; } = [];

    /// <summary>The folder of the trials' folders, an absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether the folder was named, and is kept with the study; else it is that of the study's name.</summary>
    public bool IsFolderNamed { get; init; }

    /// <summary>Name of the command among the <see cref="Texts"/>.</summary>
    public const string CommandText = "command";

    /// <summary>The settings that results of trials depend on, by name, as text: two studies of the same are one.</summary>
    /// <param name="withCommand">
    /// Whether the command is among them; a study of <c>ask</c> or <c>import</c> has none yet, and takes any.
    /// </param>
    public IReadOnlyDictionary<string, string> Texts(bool withCommand = true)
    {
        var texts = Study.Texts();
        if (withCommand)
        {
            texts[CommandText] = IsShell ? Words[0] : CommandLineText.Of(Words);
        }

        return texts;
    }

    /// <summary>Requires that the program is there, whatever its parameters are.</summary>
    /// <exception cref="UsageException">It is not, or may not be run.</exception>
    public void RequireProgram(ToolContext context)
    {
        foreach (string program in Command.Programs())
        {
            _ = UsageException.Read(() => ProgramFile.Find(program, context));
        }
    }

    /// <summary>
    /// The settings with as many trials in all as the study has ended and waiting ones, where that is more: what a user had enqueued, or
    /// tried again, is evaluated.
    /// </summary>
    public RunSettings WithWaiting(Study study) => this with
    {
        Trials = Trials is { } all
            ? Math.Max(all, study.Trials.Count(trial => trial.IsFinished || trial.State == TrialState.Waiting))
            : null,
    };

    /// <summary>The settings with another form of the same space.</summary>
    public RunSettings With(ProgramSpace space) =>
        ReferenceEquals(space, Space) ? this : this with { Study = Study with { Space = space } };

    /// <summary>Requires that a run of the study ends.</summary>
    /// <exception cref="UsageException">Nothing says when.</exception>
    public void RequireEnd()
    {
        if (Trials is null && Time is null && Goal is null)
        {
            throw new UsageException("A run needs an end: -t 100 for so many trials, --time 2h, or --goal for a value.");
        }
    }
}
