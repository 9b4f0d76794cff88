namespace Trimtab.Networks.Engine;

/// <summary>
/// Where the cells of an image come from: the one at column x and row y from column <c>XByX·x + XByY·y + X</c> and row
/// <c>YByX·x + YByY·y + Y</c> of the input.
/// </summary>
internal readonly record struct AffineMap(double XByX, double XByY, double X, double YByX, double YByY, double Y);
