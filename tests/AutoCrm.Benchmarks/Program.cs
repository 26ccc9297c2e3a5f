using System.Globalization;
using AutoCrm.Benchmarks;
using AutoCrm.Benchmarks.PostgreSql;
using BenchmarkDotNet.Running;

// Speed by BenchmarkDotNet: dotnet run -c Release --project tests/AutoCrm.Benchmarks -- --filter *Import*
// The store on PostgreSQL:  dotnet run -c Release --project tests/AutoCrm.Benchmarks -- postgresql "Host=127.0.0.1;Username=…" [CUSTOMERS]
// Latency of look-ups:      dotnet run -c Release --project tests/AutoCrm.Benchmarks -- lookup PATH-OF-STORE
if (args is ["lookup", var store])
{
    return await LookupLatency.MeasureAsync(store);
}

if (args is ["postgresql", var server, .. var rest])
{
    return await ServerRun.MeasureAsync(server, rest is [var customers] ? int.Parse(customers, CultureInfo.InvariantCulture) : 100_000);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
