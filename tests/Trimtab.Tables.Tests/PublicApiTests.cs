using Trimtab.Csv;
using Trimtab.Parquet;
using Trimtab.Tests;

namespace Trimtab.Tables.Tests;

public class PublicApiTests
{
    [Fact]
    public void PublicMembersOfCsv_AreThoseThatAreListed() => PublicApi.Verify(typeof(CsvFormat).Assembly);

    [Fact]
    public void PublicMembersOfParquet_AreThoseThatAreListed() => PublicApi.Verify(typeof(ParquetFormat).Assembly);
}
