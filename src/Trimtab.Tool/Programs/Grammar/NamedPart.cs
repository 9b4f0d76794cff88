using System.Text.Json;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>Samplers and pruners by name, with settings as JSON behind a colon: <c>tpe:{"Startup": 5}</c>.</summary>
internal static class NamedPart
{
    /// <summary>Makes the part that a text names.</summary>
    /// <exception cref="TrimtabException">There is none of the name, or it does not have these settings.</exception>
    public static T Make<T>(Catalog<T> catalog, string text)
        where T : class
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return catalog.Create(text);
        }

        try
        {
            using var settings = JsonDocument.Parse(text[(colon + 1)..]);
            return catalog.Create(text[..colon], settings.RootElement);
        }
        catch (JsonException error)
        {
            string why = error.Path is ['$', '.', .. var setting] ? $"The setting {setting} can't have its value." : error.Message;
            throw new TrimtabException($"Settings behind a colon are a JSON object of them. Got '{text}'. {why}", error);
        }
    }
}
