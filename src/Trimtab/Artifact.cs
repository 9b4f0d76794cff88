namespace Trimtab;

/// <summary>A file that belongs to a trial or a study, as a model or a picture: what is known of it, not its content.</summary>
/// <remarks>
/// As Optuna keeps it. What another program has written is shown as it is; <see cref="Artifacts.ArtifactStore"/> opens no file outside its
/// folder, whatever stands here.
/// </remarks>
public sealed record Artifact
{
    /// <summary>Name of the file in its store; unique.</summary>
    public required string Id { get; init => field = Setting.AnyText(value); }

    /// <summary>Name that the file had where it came from, without a folder.</summary>
    public required string FileName { get; init => field = Setting.AnyText(value); }

    /// <summary>Media type, as <c>text/csv</c>. Default <c>application/octet-stream</c>.</summary>
    public string MediaType { get; init => field = Setting.AnyText(value); } = "application/octet-stream";

    /// <summary>How it is compressed, as <c>gzip</c>; <see langword="null"/> where it is not.</summary>
    public string? Encoding { get; init; }

    /// <summary>Length in bytes; <see langword="null"/> where another program has uploaded it.</summary>
    public long? Length { get; init; }

    /// <summary>
    /// SHA-256 of its content, in hexadecimal digits of lower case; <see langword="null"/> where another program has uploaded it.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
