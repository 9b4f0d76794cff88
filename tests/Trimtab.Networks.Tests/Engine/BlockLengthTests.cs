using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>Products of sizes that 32 bits do not hold.</summary>
public class BlockLengthTests
{
    [Fact]
    public void Of_WhatAnArrayCanHold_IsTheProduct()
    {
        Assert.Equal(24, BlockLength.Of(2, 3, 4));
        Assert.Equal(0, BlockLength.Of(0));
        Assert.Equal(1, BlockLength.Of());
        Assert.Equal(Array.MaxLength, BlockLength.Of(Array.MaxLength));
    }

    [Fact]
    public void Of_More_IsRefusedWhateverThirtyTwoBitsMakeOfIt()
    {
        Refuses([1L << 31]); // −2³¹
        Refuses([1 << 16, 1 << 16]); // 0
        Refuses([65_537, 65_537]); // 131,073
        Refuses([2048, 1 << 20, 2, 1 << 31]); // beyond 2⁶³ if all were multiplied
        Refuses([Array.MaxLength + 1L]);
        Refuses([-1]);

        static void Refuses(long[] factors)
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => BlockLength.Of(factors));
            if (factors.All(factor => factor >= 0))
            {
                string got = string.Join(" × ", factors);
                Assert.Equal($"A block of memory must have at most {Array.MaxLength:D} numbers. Got {got}.", error.Message);
            }
        }
    }
}
