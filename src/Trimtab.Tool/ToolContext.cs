using System.Collections.Frozen;
using Spectre.Console;

namespace Trimtab.Tool;

/// <summary>
/// Streams, terminal, environment, current folder, clock and signals of the tool: no other part asks the process for them. Thread-safe.
/// </summary>
internal sealed class ToolContext
{
    private readonly Lazy<IAnsiConsole> _outputScreen, _errorScreen;

    /// <summary>Screens are made when they are first used.</summary>
    public ToolContext()
    {
        _outputScreen = new(() => Screen(Output!, IsOutputTerminal));
        _errorScreen = new(() => Screen(Error!, IsErrorTerminal));
    }

    /// <summary>Standard input.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Standard output: results, and nothing else.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: progress, questions, warnings and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person types the input.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Whether a person reads the output.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person reads the error output.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether what is written to the error output can be written over: a terminal, and no dumb one.</summary>
    public bool HasLiveErrors => IsErrorTerminal && !IsDumb;

    /// <summary>Columns of the terminal now. Default: 80.</summary>
    public Func<int> Width { get; init; } = () => 80;

    /// <summary>Lines of the terminal now. Default: 24.</summary>
    public Func<int> Height { get; init; } = () => 24;

    /// <summary>The environment: values of variables by name. Default: none is set.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The current folder, as an absolute path; empty where it is there no more.</summary>
    public required string Folder { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Signals that ask the program to end.</summary>
    public Interruption Interruption { get; init; } = new();

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => Interruption.Token;

    /// <summary>
    /// The output, for tables and colours; without colour where <c>NO_COLOR</c> is set, plain text where it is redirected.
    /// </summary>
    public IAnsiConsole OutputScreen => _outputScreen.Value;

    /// <summary>The error output, for what moves.</summary>
    public IAnsiConsole ErrorScreen => _errorScreen.Value;

    /// <summary>The value of an environment variable; <see langword="null"/> where it is not set.</summary>
    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    /// <summary>An absolute path.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Folder);

    private bool IsDumb => Variable("TERM") == "dumb";

    private bool HasColours => string.IsNullOrEmpty(Variable("NO_COLOR")) && !IsDumb;

    private IAnsiConsole Screen(TextWriter writer, bool isTerminal)
    {
        var screen = AnsiConsole.Create(new()
        {
            Out = new ScreenOutput(writer, isTerminal, Width, Height),
            Ansi = isTerminal && !IsDumb ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && HasColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            EnvironmentVariables = new Dictionary<string, string>(),
        });
        screen.Profile.Capabilities.Unicode = true;
        screen.Pipeline.Attach(new TerminalText.Hook());
        return screen;
    }
}
