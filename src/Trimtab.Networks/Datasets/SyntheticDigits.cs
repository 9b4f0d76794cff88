using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Datasets;

/// <summary>Settings of <see cref="SyntheticDigits"/>.</summary>
public sealed record SyntheticDigitsOptions
{
    /// <summary>Training images, 1 or more. Default 1000.</summary>
    public int Train { get; init => field = Setting.AtLeast(value, 1); } = 1000;

    /// <summary>Test images, 1 or more. Default 200.</summary>
    public int Test { get; init => field = Setting.AtLeast(value, 1); } = 200;

    /// <summary>The digits to draw: different numbers from 0 to 9. A row's target is its digit's position here: of [2, 7], a 7 is class 1. Default: all ten.</summary>
    public IReadOnlyList<int>? Digits { get; init => field = ClassList.Check(value, 10, nameof(Digits)); }

    /// <summary>How differently the digits are written: 0 always alike, 1 as people do, 2 hard to read. From 0 to 2. Default 1.</summary>
    public double Jitter
    {
        get;
        init => field = Setting.Between(value, 0, 2);
    } = 1;

    /// <summary>What every draw depends on. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

/// <summary>Digits drawn by Trimtab itself, shaped like MNIST's rows: for trying things where no data set is at hand.</summary>
/// <remarks>
/// Image i depends on the seed, the digits asked for, the jitter and i, and not on how many are drawn. Every run of as many images as there are digits has each digit once.
/// Pixels are multiples of 1/255, as if stored in bytes. Learnable, not trivial, and no stand-in for MNIST's scores. About 50 µs an image.
/// </remarks>
public static class SyntheticDigits
{
    /// <summary>Draws the training and test images.</summary>
    public static ImageDataset Create(SyntheticDigitsOptions? options = null)
    {
        options ??= new();
        var seed = RandomAddress.FromSeed(options.Seed).At("synthetic-digits");
        int[] digits = [.. options.Digits ?? [.. Enumerable.Range(0, 10)]];
        return new(
            "synthetic digits",
            Draw(seed.At("train"), options.Train, digits, options.Jitter),
            Draw(seed.At("test"), options.Test, digits, options.Jitter),
            $"drawn from seed {options.Seed}",
            [.. digits.Select(digit => Mnist.Collection.ClassNames[digit])]);
    }

    private static Dataset Draw(RandomAddress address, int count, int[] digits, double jitter)
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
            DigitPainter.Paint(digits[order[i % order.Length]], jitter, address.At("image").At(i).Stream(), features.AsSpan(i * DigitPainter.Pixels, DigitPainter.Pixels));
        }

        return new(features, [DigitPainter.Side, DigitPainter.Side, 1], targets);
    }
}
