namespace AutoCrm.SharedKernel;

/// <summary>The active currencies of ISO 4217:2015 (list one) and the decimals of their minor unit.</summary>
internal static class Iso4217
{
    private const string Two =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE " +
        "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR " +
        "KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB " +
        "PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY " +
        "TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private const string Zero = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

    private const string Three = "BHD IQD JOD KWD LYD OMR TND";

    /// <summary>The decimals of each currency by its code.</summary>
    public static Dictionary<string, int> MinorUnits
    {
        get
        {
            var units = new Dictionary<string, int>(StringComparer.Ordinal);
            Add(units, Two, 2);
            Add(units, Zero, 0);
            Add(units, Three, 3);
            return units;
        }
    }

    private static void Add(Dictionary<string, int> units, string codes, int minorUnits)
    {
        foreach (var code in codes.Split(' '))
        {
            units.Add(code, minorUnits);
        }
    }
}
