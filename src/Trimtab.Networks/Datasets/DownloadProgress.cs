namespace Trimtab.Networks.Datasets;

/// <summary>How far one file has come.</summary>
/// <param name="File">Its name: "train-images-idx3-ubyte.gz".</param>
/// <param name="Mirror">The address it comes from.</param>
/// <param name="BytesReceived">Bytes so far, as sent (packed).</param>
/// <param name="TotalBytes">Bytes in all, or <see langword="null"/> where the mirror does not say.</param>
public readonly record struct DownloadProgress(string File, Uri Mirror, long BytesReceived, long? TotalBytes)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
