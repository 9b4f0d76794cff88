using System.CommandLine;

namespace Trimtab.Tool;

/// <summary>A verb that runs: the command line as parsed, and the world around.</summary>
/// <param name="Context">Streams, environment, signals.</param>
/// <param name="Parsed">The command line.</param>
internal sealed record ToolRun(ToolContext Context, ParseResult Parsed)
{
    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => Context.Token;

    /// <summary>The value of an option: what was given, else its default.</summary>
    public T? Value<T>(Option<T> option) => Parsed.GetValue(option);

    /// <summary>The value of an argument: what was given, else its default.</summary>
    public T? Value<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>The value of an option that is a count; null where it is not given.</summary>
    /// <exception cref="UsageException">It is below 1.</exception>
    public int? Count(Option<int?> option) => Value(option) is < 1 and var count
        ? throw new UsageException(Invariant($"{option.Name} must be 1 or more. Got {count}."))
        : Value(option);

    /// <summary>Whether an option or argument stands on the command line.</summary>
    public bool IsGiven(Symbol symbol) => symbol switch
    {
        Option option => Parsed.GetResult(option) is { Implicit: false },
        Argument argument => Parsed.GetResult(argument) is { Tokens.Count: > 0 },
        _ => false,
    };
}
