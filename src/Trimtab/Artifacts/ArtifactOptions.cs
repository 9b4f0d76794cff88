namespace Trimtab.Artifacts;

/// <summary>Settings of an <see cref="ArtifactStore"/>.</summary>
public sealed record ArtifactOptions
{
    /// <summary>The most bytes that an artifact may have, 0 or more; what is longer is refused. Default 1 GiB.</summary>
    public long MaxLength { get; init => field = Setting.AtLeast(value, 0); } = 1L << 30;

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
