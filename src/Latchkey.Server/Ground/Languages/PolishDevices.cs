namespace Latchkey.Server.Ground.Languages;

internal static class PolishDevices
{
    public static readonly DevicesTexts Texts = DevicesTexts.English with
    {
        Title = "Urządzenia kluczy dostępu",
        Lead = "Co FIDO mówi o urządzeniach przechowujących klucze dostępu: jak się nazywają, jak dalece są certyfikowane i co unieważniono.",
        File = "Plik FIDO",
        NoFile = "Nie dostarczono jeszcze żadnego pliku",
        NoFileMeans = "Urządzenia nie mają nazw i nie można wymagać, z czego są zrobione. Weź plik FIDO i dostarcz go tutaj.",
        Number = "Numer",
        Models = "Modele",
        Revoked = "Unieważnione",
        Next = "Nowszy od",
        Overdue = "Od {0} istnieje nowszy plik. Może wiedzieć o kolejnych unieważnieniach.",
        Bring = "Dostarcz plik",
        BringHint = "Taki, jaki podaje https://mds3.fidoalliance.org. Podpis FIDO jest sprawdzany, a starszy plik odrzucany.",
        BroughtElsewhere = "Wszystkie organizacje tego serwera korzystają z jednego pliku. Dostarcza go konsola pierwszej z nich albo osoba prowadząca serwer.",
        NotTaken = "Tego pliku nie podpisało FIDO albo zmieniono go po drodze.",
        Older = "Wcześniej dostarczono nowszy plik. Niczego nie zmieniono.",
        Asked = "Czego wymaga się od urządzeń",
        AskedMeans = "Według ustawień metody kluczy dostępu; których grup modeli można używać, mówią zasady rejestracji.",
        AsksNothing = "Niczego: przyjmowane jest każde urządzenie, przed którym FIDO nie ostrzega.",
        Model = "Model",
        Certified = "Certyfikat",
        NotCertified = "Bez certyfikatu",
        InHardware = "Klucze w sprzęcie",
        Own = "Własny",
        Takes = "Przyjmowany",
        Refuses = "Nieprzyjmowany",
        Weak = "Niegodny zaufania",
        SearchModels = "Nazwa lub AAGUID",
        More = "Jeszcze {0}: wyszukaj je po nazwie.",
    };
}
