namespace Trimtab.Networks.Engine;

/// <summary>Adds a normal draw to each number in training.</summary>
/// <param name="deviation">Standard deviation of the draws.</param>
internal sealed class GaussianNoiseOperator(double deviation) : LayerOperator
{
    /// <inheritdoc/>
    public override void Forward(Pass pass, ReadOnlySpan<float> x, Span<float> y)
    {
        x.CopyTo(y);
        if (!pass.IsTraining || deviation == 0)
        {
            return;
        }

        var random = pass.RandomOf(Name);
        int length = x.Length / pass.Tiles;
        for (int row = 0; row < pass.Tiles * Tile.Lanes; row++)
        {
            var draws = random.At(pass.FirstRow + row).Stream();
            for (int i = 0; i < length; i += Tile.Lanes)
            {
                y[(row / Tile.Lanes * length) + i + (row % Tile.Lanes)] += (float)(deviation * draws.NextNormal());
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(Pass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> dy, Span<float> dx) =>
        dy[..dx.Length].CopyTo(dx);
}
