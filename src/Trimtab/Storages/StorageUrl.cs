using System.Text.RegularExpressions;

namespace Trimtab.Storages;

/// <summary>A storage's URL: a scheme that names the kind of storage, and a location in the form of that kind.</summary>
/// <param name="Scheme">The scheme, without the name of a driver that may follow it, as in <c>postgresql+psycopg2://</c>.</param>
/// <param name="Location">What a storage's constructor gets: the whole URL where slashes follow the scheme, else what follows it.</param>
internal sealed partial record StorageUrl(string Scheme, string Location)
{
    private const string Forms = "as memory:, journal:study.log, sqlite:study.db or postgresql://user@host/database";

    /// <summary>Reads a URL.</summary>
    /// <exception cref="TrimtabException">It has no scheme. The message has no part of it: it may hold a password.</exception>
    public static StorageUrl Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var match = Form().Match(url);
        if (!match.Success)
        {
            throw new TrimtabException(
                $"A storage's URL must begin with a scheme and a colon, {Forms}. The one given "
                + (string.IsNullOrWhiteSpace(url) ? "is empty." : "does not: write the scheme of its storage before it."));
        }

        string scheme = match.Groups["scheme"].Value, rest = match.Groups["rest"].Value;
        return new(scheme, rest.StartsWith("//", StringComparison.Ordinal) ? $"{scheme}:{rest}" : rest);
    }

    /// <summary>What is thrown where a URL has no location, and its storage needs one.</summary>
    public TrimtabException NoLocation(Exception error) =>
        new($"A storage's URL must say where it is, {Forms}. Got '{Scheme}:' and nothing after it.", error);

    [GeneratedRegex(@"\A(?<scheme>[A-Za-z][A-Za-z0-9._-]*)(\+[A-Za-z0-9_]+(?=://))?:(?<rest>.*)\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}
