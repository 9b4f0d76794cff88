using System.Text;
using System.Text.Json;
using static Trimtab.Storages.StorageAttributes;

namespace Trimtab.Storages;

/// <summary>
/// An artifact in system attributes: what Optuna knows in <c>artifacts:id</c>, a JSON text in a JSON string, and its length and checksum in
/// <c>trimtab:artifact:id</c>.
/// </summary>
internal static class StoredArtifact
{
    /// <summary>The attributes of an artifact, the one that shows it last.</summary>
    public static IReadOnlyDictionary<string, string> Write(Artifact artifact)
    {
        var attributes = new OrderedDictionary<string, string>();
        if (artifact is { Sha256: { } hash, Length: { } length })
        {
            attributes[ArtifactCheckPrefix + artifact.Id] = Invariant($"{{\"length\": {length}, \"sha256\": {PythonText.Quote(hash)}}}");
        }

        string encoding = artifact.Encoding is { } known ? PythonText.Quote(known) : "null";
        attributes[ArtifactPrefix + artifact.Id] = PythonText.Quote(
            $"{{\"artifact_id\": {PythonText.Quote(artifact.Id)}, \"filename\": {PythonText.Quote(artifact.FileName)}, "
            + $"\"mimetype\": {PythonText.Quote(artifact.MediaType)}, \"encoding\": {encoding}}}");
        return attributes;
    }

    /// <summary>The artifacts among system attributes, in their order. What is no artifact, as one that was removed, is left out.</summary>
    public static IReadOnlyList<Artifact> Read(IReadOnlyDictionary<string, string> attributes)
    {
        List<Artifact>? found = null;
        foreach (string name in attributes.Keys)
        {
            if (name.StartsWith(ArtifactPrefix, StringComparison.Ordinal) && TryRead(attributes, name) is { } artifact)
            {
                (found ??= []).Add(artifact);
            }
        }

        return found is null ? [] : found;
    }

    private static Artifact? TryRead(IReadOnlyDictionary<string, string> attributes, string name)
    {
        try
        {
            var fields = Object(PythonJson.Text(Encoding.UTF8.GetBytes(attributes[name])));
            var artifact = new Artifact
            {
                Id = fields.Text("artifact_id"u8),
                FileName = fields.Text("filename"u8),
                MediaType = fields.Text("mimetype"u8),
                Encoding = fields["encoding"u8] is { IsEmpty: false } encoding && !PythonJson.IsNull(encoding)
                    ? PythonJson.Text(encoding)
                    : null,
            };
            return attributes.TryGetValue(ArtifactCheckPrefix + artifact.Id, out string? json) ? Checked(artifact, json) : artifact;
        }
        catch (JsonException)
        {
            return null; // the dashboard of Optuna sets what it removes to "null"
        }
    }

    private static Artifact Checked(Artifact artifact, string json)
    {
        var fields = Object(json);
        return artifact with { Length = fields.Integer("length"u8), Sha256 = fields.Text("sha256"u8) };
    }

    private static JsonObject Object(string json) => new(Encoding.UTF8.GetBytes(json), []);
}
