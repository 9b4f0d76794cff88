namespace Trimtab;

/// <summary>A name that nothing of its kind bears. The message lists the names there are, the nearest first where one is near.</summary>
public sealed class UnknownNameException : TrimtabException
{
    /// <summary>Says that no <paramref name="kind"/> is called <paramref name="name"/>.</summary>
    /// <param name="kind">What was looked for: "Optimizer", "knob".</param>
    /// <param name="name">What was asked for.</param>
    /// <param name="known">Every name there is.</param>
    public UnknownNameException(string kind, string name, IEnumerable<string> known)
        : base($"No {kind} is called '{name}'. Known: {string.Join(", ", known)}.")
    {
    }
}
