using System.Numerics.Tensors;
using Trimtab.Data;
using Trimtab.Networks.Datasets;

namespace Trimtab.Networks.Tests.Datasets;

public class SyntheticDigitsTests
{
    [Fact]
    public void Create_WithTheSameSeed_GivesTheSameBits()
    {
        var options = new SyntheticDigitsOptions { Train = 50, Test = 20, Seed = 7 };

        var (first, second, other) = (
            SyntheticDigits.Create(options), SyntheticDigits.Create(options), SyntheticDigits.Create(options with { Seed = 8 }));

        Assert.Equal((first.Train.Fingerprint, first.Test.Fingerprint), (second.Train.Fingerprint, second.Test.Fingerprint));
        Assert.NotEqual(first.Train.Fingerprint, other.Train.Fingerprint);
        Assert.NotEqual(first.Train.FeaturesOf(0).ToArray(), first.Test.FeaturesOf(0).ToArray());
    }

    [Fact]
    public void Create_OfMoreImages_BeginsWithTheSame()
    {
        var (few, many) = (SyntheticDigits.Create(new() { Train = 13 }), SyntheticDigits.Create(new() { Train = 50 }));

        Assert.Equal(few.Train.Fingerprint, many.Train.Select([.. Enumerable.Range(0, 13)]).Fingerprint);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(104)]
    public void Create_OfAnyCount_BalancesTheClasses(int count)
    {
        double[] labels = SyntheticDigits.Create(new() { Train = count }).Train.Labels();

        Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(labels.Count(label => label == digit), count / 10, (count / 10) + 1));
        Assert.NotEqual(labels[..10], labels[10..20]);
    }

    [Fact]
    public void Create_PaintsWithinZeroAndOneInSteps()
    {
        var train = SyntheticDigits.Create(new() { Train = 100, Jitter = 2 }).Train;

        Assert.Equal([28, 28, 1], train.FeatureShape);
        for (int row = 0; row < train.Count; row++)
        {
            float[] pixels = train.FeaturesOf(row).ToArray();
            Assert.All(pixels, pixel => Assert.Equal((byte)MathF.Round(pixel * 255) / 255f, pixel));
            Assert.InRange(pixels.Average(), .01f, .6f);
        }
    }

    [Fact]
    public void Create_OfChosenDigits_RelabelsByPosition()
    {
        // Without jitter a digit always looks alike, so the images show which digit a class is.
        var plain = SyntheticDigits.Create(new() { Train = 10, Jitter = 0 }).Train;
        var chosen = SyntheticDigits.Create(new() { Train = 4, Jitter = 0, Digits = [7, 2] });

        Assert.Equal(["7", "2"], chosen.ClassNames);
        Assert.Equal(Picture(plain, 7), Picture(chosen.Train, 0));
        Assert.Equal(Picture(plain, 2), Picture(chosen.Train, 1));

        static float[] Picture(Dataset rows, int label) => rows.FeaturesOf(Array.IndexOf(rows.Labels(), label)).ToArray();
    }

    [Fact]
    public void Create_OfTenDigits_IsLearnableButNotTrivial() =>
        Assert.InRange(NearestCentroidAccuracy(SyntheticDigits.Create(new() { Train = 2000, Test = 1000 })), .6, .97);

    [Fact]
    public void Create_OfTwosAndSevens_IsLearnable() =>
        Assert.InRange(NearestCentroidAccuracy(SyntheticDigits.Create(new() { Train = 1000, Test = 1000, Digits = [2, 7] })), .85, .99);

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Contains(
            "Train must be 1 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticDigitsOptions { Train = 0 }).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Test must be 1 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticDigitsOptions { Test = -1 }).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Jitter must be from 0 to 2.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticDigitsOptions { Jitter = double.NaN }).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Got [12].",
            Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticDigitsOptions { Digits = [12] }).Message,
            StringComparison.Ordinal);
    }

    private static double NearestCentroidAccuracy(ImageDataset digits)
    {
        float[][] centroids = [.. digits.ClassNames.Select(_ => new float[digits.Train.FeatureLength])];
        for (int row = 0; row < digits.Train.Count; row++)
        {
            float[] centroid = centroids[(int)digits.Train.TargetsOf(row)[0]];
            TensorPrimitives.Add(centroid, digits.Train.FeaturesOf(row), centroid);
        }

        // The classes are equally many, so one divisor serves all.
        Array.ForEach(centroids, centroid => TensorPrimitives.Divide(centroid, (float)digits.Train.Count / centroids.Length, centroid));
        return Enumerable.Range(0, digits.Test.Count).Average(row =>
            Enumerable.Range(0, centroids.Length).MinBy(c => TensorPrimitives.Distance(centroids[c], digits.Test.FeaturesOf(row)))
                == digits.Test.TargetsOf(row)[0] ? 1.0 : 0);
    }
}
