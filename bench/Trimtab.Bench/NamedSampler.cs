using System.Text.Json;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>A sampler as it was written on the command line.</summary>
/// <param name="Text">Its name, or name={settings as JSON}.</param>
/// <param name="Sampler">The sampler.</param>
internal sealed record NamedSampler(string Text, Sampler Sampler)
{
    /// <summary>As it was written.</summary>
    public override string ToString() => Text;

    /// <summary>The sampler of a text.</summary>
    /// <exception cref="TrimtabException">It is unknown, or its settings are wrong.</exception>
    /// <exception cref="JsonException">Its settings are not JSON.</exception>
    public static NamedSampler Of(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        return new(text, at < 0
            ? Sampler.Catalog.Create(text)
            : Sampler.Catalog.Create(text[..at], JsonDocument.Parse(text[(at + 1)..]).RootElement));
    }
}
