"""The invented municipalities of «Приобский край»: 59 districts and 10 towns, with their places on the tile map."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality. `centre`: the town itself, or the village of the district's authority.

    `schools`: how many it has; None leaves the number of a district to the seed.
    """

    code: str
    name: str
    short_name: str
    centre: str
    column: int
    row: int
    schools: int | None = None

    @property
    def town(self) -> bool:
        """Whether it is a town, not a district."""
        return self.name.startswith("г. ")


PLACES = (
    Place("severskii", "Северский район", "Севе", "Северное", 3, 1),
    Place("verkhneobskii", "Верхнеобский район", "Верх", "Верхнеобское", 4, 1),
    Place("cheremshanskii", "Черемшанский район", "Чрмш", "Черемшанка", 5, 1),
    Place("listvenskii", "Лиственский район", "Лист", "Лиственка", 6, 1),
    Place("borovlyanskii", "Боровлянский район", "Боро", "Боровлянка", 2, 2),
    Place("sosnovskii", "Сосновский район", "Сосн", "Сосновка", 3, 2),
    Place("kamennolozhskii", "Каменноложский район", "Кмлж", "Каменный Лог", 4, 2),
    Place("pikhtovskii", "Пихтовский район", "Пихт", "Пихтовка", 5, 2),
    Place("kedrovyi", "г. Кедровый", "Кедр", "Кедровый", 6, 2, 8),
    Place("tavolzhskii", "Таволжский район", "Таво", "Таволжанка", 7, 2),
    Place("belorechenskii", "Белореченский район", "БлРч", "Белая Речка", 8, 2),
    Place("stepnovskii", "Степновский район", "Стпв", "Степное", 1, 3),
    Place("kovylinskii", "Ковыльинский район", "Ковы", "Ковыльное", 2, 3),
    Place("ozyorskii", "Озёрский район", "Озск", "Озёрское", 3, 3),
    Place("novokamensk", "г. Новокаменск", "Нвкм", "Новокаменск", 4, 3, 38),
    Place("beryozovskii", "Берёзовский район", "Брзв", "Берёзовка", 5, 3),
    Place("ryabinovskii", "Рябиновский район", "Ряби", "Рябиновка", 6, 3),
    Place("solovikhinskii", "Соловьихинский район", "Слвх", "Соловьиха", 7, 3),
    Place("medovskii", "Медовский район", "Медо", "Медовка", 8, 3),
    Place("pasechinskii", "Пасечинский район", "Псч", "Пасечное", 9, 3),
    Place("stepnoi", "г. Степной", "Степ", "Степной", 1, 4, 14),
    Place("solontsovskii", "Солонцовский район", "Слцв", "Солонцы", 2, 4),
    Place("ozyornyi", "г. Озёрный", "Озрн", "Озёрный", 3, 4, 12),
    Place("rakitovskii", "Ракитовский район", "Ркт", "Ракитовка", 4, 4),
    Place("zarechnyi", "г. Заречный", "Заре", "Заречный", 5, 4, 20),
    Place("priobsk", "г. Приобск", "Прбк", "Приобск", 6, 4, 74),
    Place("rodnikovskii", "Родниковский район", "Родн", "Родниковое", 7, 4),
    Place("topolinskii", "Тополинский район", "Топо", "Тополиное", 8, 4),
    Place("chernorechenskii", "Чернореченский район", "Чрнр", "Чёрная Речка", 9, 4),
    Place("predgornenskii", "Предгорненский район", "Прдг", "Предгорное", 10, 4),
    Place("solonetsk", "г. Солонецк", "Слнц", "Солонецк", 1, 5, 18),
    Place("kamyshinskii", "Камышинский район", "Кмш", "Камышинка", 2, 5),
    Place("peschanskii", "Песчанский район", "Псчн", "Песчаное", 3, 5),
    Place("kalinovskii", "Калиновский район", "Клн", "Калиновка", 4, 5),
    Place("ivnyakovskii", "Ивняковский район", "Ивня", "Ивняки", 5, 5),
    Place("klyuchevskoi", "Ключевской район", "Ключ", "Ключи", 6, 5, 18),
    Place("pristanskii", "Пристанский район", "Прст", "Пристанское", 7, 5),
    Place("mostovskoi", "Мостовской район", "Мост", "Мостовое", 8, 5),
    Place("bystrinskii", "Быстринский район", "Быст", "Быстринка", 9, 5),
    Place("rudnyi", "г. Рудный", "Рудн", "Рудный", 10, 5, 24),
    Place("grivenskii", "Гривенский район", "Грив", "Гривенка", 2, 6),
    Place("uvalskii", "Увальский район", "Увал", "Увалы", 3, 6),
    Place("yarovskoi", "Яровской район", "Яров", "Яровки", 4, 6),
    Place("lugov", "г. Лугов", "Лугв", "Лугов", 5, 6, 16),
    Place("lugovskoi", "Луговской район", "Лгск", "Луговое", 6, 6),
    Place("paromskii", "Паромский район", "Прм", "Паромное", 7, 6),
    Place("brodovskoi", "Бродовской район", "Брод", "Броды", 8, 6),
    Place("plyosovskii", "Плёсовский район", "Плёс", "Плёсы", 9, 6),
    Place("belyi-yar", "г. Белый Яр", "БлЯр", "Белый Яр", 10, 6, 10),
    Place("polevskoi", "Полевской район", "Плвс", "Полевое", 2, 7),
    Place("pakhotinskii", "Пахотинский район", "Пхт", "Пахотино", 3, 7),
    Place("khleborobskii", "Хлеборобский район", "Хлеб", "Хлебное", 4, 7),
    Place("zernovskoi", "Зерновской район", "Зерн", "Зерновое", 5, 7),
    Place("melnikovskii", "Мельниковский район", "Мель", "Мельники", 6, 7),
    Place("osinovskii", "Осиновский район", "Осин", "Осиновка", 7, 7),
    Place("perekatinskii", "Перекатинский район", "Прк", "Перекаты", 8, 7),
    Place("tikhoozyorskii", "Тихоозёрский район", "Тихо", "Тихие Озёра", 9, 7),
    Place("krasnoyarkovskii", "Красноярковский район", "Крсн", "Красный Яр", 3, 8),
    Place("nizhneobskii", "Нижнеобский район", "Нижн", "Нижнеобское", 4, 8),
    Place("novoselskii", "Новосельский район", "Нвсл", "Новосёлы", 5, 8),
    Place("staroborskii", "Староборский район", "Стар", "Старый Бор", 6, 8),
    Place("urozhainenskii", "Урожайненский район", "Урож", "Урожайное", 7, 8),
    Place("blizhneborskii", "Ближнеборский район", "Ближ", "Ближний Бор", 8, 8),
    Place("maiskii", "Майский район", "Майс", "Майское", 9, 8),
    Place("poludenskii", "Полуденский район", "Плдн", "Полуденное", 4, 9),
    Place("voskhodovskii", "Восходовский район", "Восх", "Восход", 5, 9),
    Place("zorkinskii", "Зорькинский район", "Зорь", "Зорька", 6, 9),
    Place("rassvetovskii", "Рассветовский район", "Рсвт", "Рассвет", 7, 9),
    Place("dalninskii", "Дальнинский район", "Даль", "Дальнее", 8, 9),
)
