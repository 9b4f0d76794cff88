using Npgsql;

namespace Trimtab.Sql;

/// <summary>Where a database of PostgreSQL is: a URL in the form of the server's own tools, or a connection string of Npgsql.</summary>
internal static class PostgresUrl
{
    private const string SocketFolder = "/var/run/postgresql";

    /// <summary>Names that options of a URL have, and Npgsql's.</summary>
    private static readonly Dictionary<string, string> _names = new(StringComparer.Ordinal)
    {
        ["application_name"] = "Application Name",
        ["connect_timeout"] = "Timeout",
        ["dbname"] = "Database",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslmode"] = "SSL Mode",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["target_session_attrs"] = "Target Session Attributes",
        ["user"] = "Username",
    };

    /// <summary>The settings of a connection.</summary>
    /// <exception cref="TrimtabException">It is neither; the message has no part that may be a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string location)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        if (!location.Contains("://", StringComparison.Ordinal))
        {
            Try("connection string", () => settings.ConnectionString = location);
            return WithName(settings);
        }

        if (!Uri.TryCreate(location, UriKind.Absolute, out var url)
            || (url.PathAndQuery + url.Fragment).Contains('@', StringComparison.Ordinal)) // what stands before it belongs to a password
        {
            throw new TrimtabException(
                "A URL of PostgreSQL must be postgresql://user:password@host:port/database. The one given is no URL: write characters as "
                + "'@', ':', '/' and '%' in its user name or password as %40, %3A, %2F and %25.");
        }

        Read(url, settings);
        return WithName(settings);
    }

    private static void Read(Uri url, NpgsqlConnectionStringBuilder settings)
    {
        string[] user = url.UserInfo.Split(':', 2);
        Set(settings, "Username", user[0]);
        Set(settings, "Password", user.ElementAtOrDefault(1) ?? "");
        Set(settings, "Host", url.DnsSafeHost);
        Set(settings, "Port", url.Port > 0 ? Invariant($"{url.Port}") : "");
        Set(settings, "Database", url.AbsolutePath.TrimStart('/'));
        foreach (string option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = option.Split('=', 2);
            string name = Uri.UnescapeDataString(parts[0]);
            string value = parts.ElementAtOrDefault(1) ?? "";
            Set(settings, _names.GetValueOrDefault(name, name), name is "sslmode" or "target_session_attrs" ? Npgsql(value) : value);
        }
    }

    /// <summary>A value of several words, as Npgsql writes it: <c>verify-full</c> is VerifyFull.</summary>
    private static string Npgsql(string value) => value.Replace("-", "", StringComparison.Ordinal);

    private static void Set(NpgsqlConnectionStringBuilder settings, string name, string value)
    {
        if (value.Length > 0)
        {
            Try($"option '{name}'", () => settings[name] = Uri.UnescapeDataString(value));
        }
    }

    private static NpgsqlConnectionStringBuilder WithName(NpgsqlConnectionStringBuilder settings)
    {
        settings.Host = string.IsNullOrEmpty(settings.Host) ? DefaultHost(settings.Port) : settings.Host;
        settings.ApplicationName ??= "trimtab";
        return settings;
    }

    /// <summary>Where no host is given, as the server's own tools do: the local socket where there is one, else this machine.</summary>
    private static string DefaultHost(int port) =>
        Path.Exists(Path.Combine(SocketFolder, Invariant($".s.PGSQL.{port}"))) ? SocketFolder : "localhost";

    private static void Try(string what, Action set)
    {
        try
        {
            set();
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException)
        {
            // Without the inner exception, whose text may repeat the value.
            throw new TrimtabException(
                $"A connection to PostgreSQL must have settings that Npgsql takes. The {what} has none or a wrong value.");
        }
    }
}
