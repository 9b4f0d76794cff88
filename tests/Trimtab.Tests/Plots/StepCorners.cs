using Trimtab.Plots;

namespace Trimtab.Tests.Plots;

/// <summary>Step functions as the values that they take: a corner below each step is none.</summary>
internal static class StepCorners
{
    /// <summary>Each place with the value from there on.</summary>
    public static (double X, double Y)[] Steps(this Curve curve) =>
        [.. curve.X.Zip(curve.Y).GroupBy(corner => corner.First).Select(corners => corners.Last())];

    /// <summary>Whether every line is horizontal or vertical.</summary>
    public static bool IsStepFunction(this Curve curve) =>
        curve.X.Zip(curve.Y).ToList() is var corners && corners.Zip(corners.Skip(1)).All(
            line => line.First.First == line.Second.First || line.First.Second == line.Second.Second);
}
