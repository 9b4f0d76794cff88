namespace Trimtab;

/// <summary>Why a trial, or a fit or scorer in it, failed. Immutable.</summary>
/// <param name="Type">Full name of the exception's type; empty where nothing was thrown, as for a NaN.</param>
/// <param name="Message">Message of the failure; never empty.</param>
/// <param name="StackTrace">The exception as text, with inner exceptions and the call stack; empty where nothing was thrown.</param>
public sealed record TrialFailure(string Type, string Message, string StackTrace)
{
    /// <summary>Type without namespace, and message; the message alone where nothing was thrown.</summary>
    internal string Sentence => Type.Length == 0 ? Message : $"{Type[(Type.LastIndexOf('.') + 1)..]}: {Message}";

    /// <summary>A failure without an exception.</summary>
    internal static TrialFailure Because(string why) => new("", why, "");

    /// <summary>Failure with the type, message and stack of an exception, whose own members may throw.</summary>
    internal static TrialFailure Of(Exception error)
    {
        string type = error.GetType().FullName ?? error.GetType().Name;
        return new(type, Text(() => error.Message, error.GetType().Name), Text(error.ToString, type));
    }

    private static string Text(Func<string?> text, string otherwise)
    {
#pragma warning disable CA1031 // An exception type of the user's own may fail to describe itself.
        try
        {
            return text() is { } given && !string.IsNullOrWhiteSpace(given) ? given : otherwise;
        }
        catch (Exception)
        {
            return otherwise;
        }
#pragma warning restore CA1031
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
