namespace Trimtab.Networks;

/// <summary>The loss of a training became NaN or infinite; in a search, the candidate fails with this reason.</summary>
public sealed class NonFiniteLossException(string message) : TrimtabException(message);
