using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Datasets;

/// <summary>Settings of <see cref="SyntheticDigits"/>.</summary>
public sealed record SyntheticDigitsOptions
{
    /// <summary>Number of training images, 1 or more. Default 1000.</summary>
    public int Train { get; init => field = Setting.AtLeast(value, 1); } = 1000;

    /// <summary>Number of test images, 1 or more. Default 200.</summary>
    public int Test { get; init => field = Setting.AtLeast(value, 1); } = 200;

    /// <summary>
    /// The digits to generate: distinct numbers from 0 to 9. Targets are positions in this list: with [2, 7], a 7 is class 1. Default: all
    /// ten.
    /// </summary>
    public IReadOnlyList<int>? Digits { get; init => field = ClassList.Check(value, 10, nameof(Digits)); }

    /// <summary>Variation of the shapes: 0 none, 1 as in handwriting, 2 hard to read. From 0 to 2. Default 1.</summary>
    public double Jitter
    {
        get;
        init => field = Setting.Between(value, 0, 2);
    } = 1;

    /// <summary>Seed of all random draws. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

/// <summary>Generated images of digits in the format of MNIST, for examples and tests without a download.</summary>
/// <remarks>
/// Image i depends on the seed, the digits, the jitter and i, not on the number of images. With k digits, each block of k images has each
/// digit once.
/// Pixels are multiples of 1/255. Scores are not comparable to those on MNIST. Takes about 50 µs per image.
/// <code>
/// var digits = SyntheticDigits.Create(new() { Digits = [2, 7], Train = 500 });
/// var rows = digits.Train.OneHot(2);
/// </code>
/// </remarks>
public static class SyntheticDigits
{
    /// <summary>Generates the training and test images.</summary>
    public static ImageDataset Create(SyntheticDigitsOptions? options = null)
    {
        options ??= new();
        var seed = RandomAddress.FromSeed(options.Seed).At("synthetic-digits");
        int[] digits = [.. options.Digits ?? [.. Enumerable.Range(0, 10)]];
        return new(
            "synthetic digits",
            Generate(seed.At("train"), options.Train, digits, options.Jitter),
            Generate(seed.At("test"), options.Test, digits, options.Jitter),
            $"drawn from seed {options.Seed}",
            [.. digits.Select(digit => Mnist.Collection.ClassNames[digit])]);
    }

    private static Dataset Generate(RandomAddress address, int count, int[] digits, double jitter)
    {
        float[] features = new float[count * DigitPainter.Pixels];
        double[] targets = new double[count];
        int[] order = [.. Enumerable.Range(0, digits.Length)];
        for (int i = 0; i < count; i++)
        {
            if (i % order.Length == 0)
            {
                order.AsSpan().Sort();
                address.At("order").At(i / order.Length).Stream().Shuffle(order.AsSpan());
            }

            targets[i] = order[i % order.Length];
            var pixels = features.AsSpan(i * DigitPainter.Pixels, DigitPainter.Pixels);
            DigitPainter.Paint(digits[order[i % order.Length]], jitter, address.At("image").At(i).Stream(), pixels);
        }

        return new(features, [DigitPainter.Side, DigitPainter.Side, 1], targets);
    }
}
