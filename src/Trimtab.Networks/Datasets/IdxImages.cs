namespace Trimtab.Networks.Datasets;

/// <summary>The images of an IDX file.</summary>
/// <param name="Count">Number of images, 1 or more.</param>
/// <param name="Rows">Rows of an image, 1 or more.</param>
/// <param name="Columns">Columns of an image, 1 or more.</param>
/// <param name="Pixels">Count × Rows × Columns bytes, row-major; 0 is background, 255 is foreground.</param>
public sealed record IdxImages(int Count, int Rows, int Columns, ReadOnlyMemory<byte> Pixels)
{
    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
