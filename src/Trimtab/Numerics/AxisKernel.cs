namespace Trimtab.Numerics;

/// <summary>A Matérn 5/2 kernel of one coordinate: k = c · (1 + √5 r + 5r²/3) · e^(−√5 r), r² = w (x − x′)².</summary>
/// <param name="Axis">Which coordinate.</param>
/// <param name="Weight">w: inverse squared length scale, above 0.</param>
/// <param name="Scale">c: variance, above 0.</param>
internal readonly record struct AxisKernel(int Axis, double Weight, double Scale)
{
    /// <summary>√(5w), the factor of a distance.</summary>
    public double Rate => Math.Sqrt(5 * Weight);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}
