namespace Trimtab.Networks.Datasets;

/// <summary>Progress of the download of one file.</summary>
/// <param name="File">Name of the file: "train-images-idx3-ubyte.gz".</param>
/// <param name="Mirror">Address of the file on the mirror.</param>
/// <param name="BytesReceived">Bytes received so far, compressed.</param>
/// <param name="TotalBytes">Total number of bytes, compressed; <see langword="null"/> if unknown.</param>
public readonly record struct DownloadProgress(string File, Uri Mirror, long BytesReceived, long? TotalBytes)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
