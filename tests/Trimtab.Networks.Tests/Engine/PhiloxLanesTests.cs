using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Engine;

public class PhiloxLanesTests
{
    [Fact]
    public void Draw_OfTile_GivesTheScalarWords()
    {
        const ulong Key = 0x299f31d0a4093822;
        var images = Vector512<uint>.Indices + Vector512.Create(4_294_967_290u); // wraps around on the way

        PhiloxLanes.Draw(Key, 77, images, out var x0, out var x1, out var x2, out var x3);

        for (int lane = 0; lane < Tile.Lanes; lane++)
        {
            Assert.Equal(Philox.Draw(Key, 0, ((ulong)images[lane] << 32) | 77), (x0[lane], x1[lane], x2[lane], x3[lane]));
        }
    }
}
