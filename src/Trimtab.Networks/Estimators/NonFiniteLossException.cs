namespace Trimtab.Networks;

/// <summary>A training whose loss became NaN or infinite; in a search, that candidate has failed and says so.</summary>
public sealed class NonFiniteLossException(string message) : TrimtabException(message);
