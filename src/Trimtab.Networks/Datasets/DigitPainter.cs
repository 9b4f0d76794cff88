using Trimtab.Numerics;

namespace Trimtab.Networks.Datasets;

/// <summary>Renders one digit as handwriting.</summary>
internal static class DigitPainter
{
    public const int Side = 28;
    public const int Pixels = Side * Side;

    private const double Box = 19; // MNIST's digits are 20 pixels tall, line width included
    private const int PiecesPerCurve = 8;

    /// <summary>Renders <paramref name="digit"/> on a background of 0.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="jitter">Variation of the shape. 0: none. 1: as in handwriting.</param>
    /// <param name="random">Random draws of the image.</param>
    /// <param name="pixels">28×28 pixels, row-major, all 0; written as multiples of 1/255 in [0, 1].</param>
    public static void Paint(int digit, double jitter, RandomStream random, Span<float> pixels)
    {
        var variants = Glyph.OfDigits[digit];
        var glyph = jitter == 0 ? variants[0] : variants[random.NextInt32(variants.Length)];
        double angle = .16 * jitter * random.NextNormal(), shear = .18 * jitter * random.NextNormal();
        double width = Box * PortableMath.Exp(.14 * jitter * random.NextNormal());
        double height = Box * PortableMath.Exp(.08 * jitter * random.NextNormal());
        double right = 1.2 * jitter * random.NextNormal(), down = 1.2 * jitter * random.NextNormal();
        double radius = Math.Clamp(1.25 * PortableMath.Exp(.25 * jitter * random.NextNormal()), .6, 2.2);
        double softness = 1 + (.8 * jitter * random.NextDouble());
        double sin = PortableMath.Sin(angle), cos = PortableMath.Cos(angle);

        var points = new (double X, double Y)[glyph.Points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            double x = (glyph.Points[i].X - .5 + (.035 * jitter * random.NextNormal())) * width;
            double y = (glyph.Points[i].Y - .5 + (.035 * jitter * random.NextNormal())) * height;
            x -= shear * y;
            points[i] = ((cos * x) - (sin * y) + (Side / 2.0) + right, (sin * x) + (cos * y) + (Side / 2.0) + down);
        }

        foreach (int[] stroke in glyph.Strokes)
        {
            PaintStroke(points, stroke, radius, softness, pixels);
        }

        foreach (ref float pixel in pixels)
        {
            // Noise is added to drawn pixels only. Rounding to bytes removes differences between math libraries in the last bits.
            double value = pixel == 0 ? 0 : pixel + (.06 * jitter * random.NextNormal());
            pixel = (float)Math.Round(Math.Clamp(value, 0, 1) * 255) / 255f;
        }
    }

    private static void PaintStroke((double X, double Y)[] points, int[] stroke, double radius, double softness, Span<float> pixels)
    {
        int last = stroke.Length - 1;
        bool isClosed = stroke[0] == stroke[last];
        var from = points[stroke[0]];
        for (int i = 0; i < last; i++)
        {
            var before = points[stroke[i > 0 ? i - 1 : isClosed ? last - 1 : 0]];
            var after = points[stroke[i + 2 <= last ? i + 2 : isClosed ? 1 : last]];
            for (int piece = 1; piece <= PiecesPerCurve; piece++)
            {
                double t = (double)piece / PiecesPerCurve;
                var (start, end) = (points[stroke[i]], points[stroke[i + 1]]);
                var to = (CatmullRom(before.X, start.X, end.X, after.X, t), CatmullRom(before.Y, start.Y, end.Y, after.Y, t));
                PaintLine(from, to, radius, softness, pixels);
                from = to;
            }
        }
    }

    /// <summary>
    /// The Catmull-Rom spline (1974) from <paramref name="p1"/> (t = 0) to <paramref name="p2"/> (t = 1), with slopes (p2 − p0)/2 and (p3 −
    /// p1)/2.
    /// </summary>
    private static double CatmullRom(double p0, double p1, double p2, double p3, double t) =>
        p1 + (.5 * t * (p2 - p0 + (t * ((2 * p0) - (5 * p1) + (4 * p2) - p3 + (t * ((3 * (p1 - p2)) + p3 - p0))))));

    /// <summary>Draws a line with soft edges; a pixel keeps the maximum of the lines that cover it.</summary>
    private static void PaintLine((double X, double Y) from, (double X, double Y) to, double radius, double softness, Span<float> pixels)
    {
        double reach = radius + softness, dx = to.X - from.X, dy = to.Y - from.Y, lengthSquared = (dx * dx) + (dy * dy);
        int top = Edge(Math.Min(from.Y, to.Y) - reach), bottom = Edge(Math.Max(from.Y, to.Y) + reach);
        int left = Edge(Math.Min(from.X, to.X) - reach), right = Edge(Math.Max(from.X, to.X) + reach);
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++)
            {
                double x = column + .5 - from.X, y = row + .5 - from.Y; // center of the pixel
                double along = lengthSquared == 0 ? 0 : Math.Clamp(((x * dx) + (y * dy)) / lengthSquared, 0, 1);
                double distance = Math.Sqrt(Square(x - (along * dx)) + Square(y - (along * dy)));
                double coverage = Math.Clamp(.5 + ((radius - distance) / softness), 0, 1);
                ref float pixel = ref pixels[(row * Side) + column];
                pixel = Math.Max(pixel, (float)coverage);
            }
        }
    }

    /// <summary>The first row or column whose center is at or after <paramref name="position"/>.</summary>
    private static int Edge(double position) => (int)Math.Clamp(Math.Ceiling(position - .5), 0, Side);

    private static double Square(double value) => value * value;
}
