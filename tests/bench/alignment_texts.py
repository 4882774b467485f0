"""Made-up news for alignment.py: of each language a report, another of the same matter, and one of something else.

The first line is the headline, an empty line ends a paragraph. Where readers say something else than what is written
(numbers, dates, abbreviations), what they say stands behind a bar.
"""

TEXTS = {
    "vi": [
        """Nước sông Hương lên nhanh, Huế sơ tán hơn 1.200 hộ dân|Nước sông Hương lên nhanh, Huế sơ tán hơn một nghìn hai trăm hộ dân
Mưa lớn từ đêm qua khiến nhiều khu phố thấp bị ngập, học sinh được nghỉ học.

Sáng 14/10, mực nước sông Hương tại trạm Kim Long đạt 3,42 m, gần mức báo động ba.|Sáng ngày mười bốn tháng mười, mực nước sông Hương tại trạm Kim Long đạt ba mét bốn mươi hai, gần mức báo động ba.
Chính quyền thành phố đã huy động bộ đội và dân quân giúp bà con kê cao đồ đạc.
Nhiều tuyến đường ở vùng trũng nước sâu đến ngang ngực.
Không ai bị thương.

Bà Nguyễn Thị Lành, 67 tuổi, ở phường Phú Hậu, cho biết nước vào nhà lúc hai giờ sáng.|Bà Nguyễn Thị Lành, sáu mươi bảy tuổi, ở phường Phú Hậu, cho biết nước vào nhà lúc hai giờ sáng.
"Tôi chỉ kịp đưa hai đứa cháu lên gác, còn lúa và gà thì mất hết", bà nói.
Hàng xóm dùng thuyền nhỏ chở gạo, nước uống và thuốc men đến từng nhà.

Dự báo hai ngày tới
Trung tâm khí tượng thủy văn quốc gia dự báo mưa còn kéo dài đến hết ngày 16/10.|Trung tâm khí tượng thủy văn quốc gia dự báo mưa còn kéo dài đến hết ngày mười sáu tháng mười.
Lượng mưa phổ biến từ 150 đến 250 mm, có nơi trên 400 mm.|Lượng mưa phổ biến từ một trăm năm mươi đến hai trăm năm mươi mi li mét, có nơi trên bốn trăm.
Các hồ thủy điện ở thượng nguồn được yêu cầu giảm lưu lượng xả để cắt lũ cho hạ du.
Người dân sống ven sông và ven biển cần theo dõi chặt chẽ thông tin trên báo đài, chuẩn bị lương thực cho ít nhất ba ngày và không đi qua các ngầm tràn khi nước chảy xiết.
Ngành đường sắt tạm dừng bốn đoàn tàu.""",
        """Lũ rút chậm, người dân Huế bắt đầu dọn bùn
Hai ngày sau trận lũ, hàng nghìn gia đình trở về nhà trong cảnh ngổn ngang.

Đến trưa nay, nước trên các tuyến phố trung tâm đã rút, để lại lớp bùn dày nửa mét.
Lực lượng vệ sinh môi trường làm việc suốt đêm để thông các cống rãnh.
Điện được cấp lại cho khoảng bảy phần mười số hộ.

Ông Trần Văn Bảo, chủ một tiệm tạp hóa trên đường Bạch Đằng, đang phơi từng bao hàng còn giữ được.
Ông ước tính thiệt hại gần tám mươi triệu đồng.
Con trai ông từ Đà Nẵng về giúp cha sửa lại mái tôn.

Hội Chữ thập đỏ phát chăn, mì gói và thuốc khử trùng cho những xã bị cô lập.
Các trường học sẽ mở cửa trở lại vào thứ hai tuần sau.
Chủ tịch thành phố cảm ơn đồng bào cả nước đã chia sẻ với người dân vùng lũ.""",
        """Nhà máy dệt cũ ở Nam Định thành bảo tàng
Sau ba năm sửa chữa, công trình trăm tuổi mở cửa đón khách miễn phí.

Nhà máy do người Pháp xây dựng từ cuối thế kỷ mười chín, từng có hơn mười nghìn công nhân.
Những cỗ máy kéo sợi bằng gang được lau dầu và đặt lại đúng chỗ của chúng.
Khách tham quan có thể nghe giọng kể của các bà thợ già qua tai nghe.

Kiến trúc sư Lê Minh Châu nói nhóm thiết kế giữ nguyên mái ngói răng cưa và ống khói.
Trong xưởng nhuộm, một quán cà phê nhỏ bán bánh xíu páo.
Vé vào cửa sẽ được thu từ năm sau, giá dự kiến ba mươi nghìn đồng.
Thành phố hy vọng mỗi năm có hai trăm nghìn lượt khách, trong đó một nửa là học sinh và sinh viên từ các tỉnh lân cận.
Tối khai mạc có hát chèo.""",
    ],
    "en": [
        """Ferry service to the islands returns after 14 months|Ferry service to the islands returns after fourteen months
The first boat left Oban at dawn on Tuesday with 212 people on board.|The first boat left Oban at dawn on Tuesday with two hundred and twelve people on board.

Islanders had waited since the winter of 2024 for the new vessel.|Islanders had waited since the winter of twenty twenty-four for the new vessel.
It was built in Poland, delivered late, and cost £48.5 million.|It was built in Poland, delivered late, and cost forty-eight and a half million pounds.
Dr. Fiona MacLeod, who runs the only clinic on the western side, called it a relief.|Doctor Fiona MacLeod, who runs the only clinic on the western side, called it a relief.
"We were down to three days of insulin," she said.

The old ship was taken out of service after an inspector found rust in the hull.
Since then a small cargo boat had carried mail, food and, on calm days, a dozen passengers.
Two hotels closed.
The school lost nine of its forty-one pupils as families moved to the mainland.

What comes next
The operator promises two crossings a day until October and one in winter.
Fares stay at their present level for residents, while visitors with a car will pay roughly a fifth more than before.
A second vessel of the same design is to follow on 3 March 2027.|A second vessel of the same design is to follow on the third of March, twenty twenty-seven.
Whether the harbour wall can take its weight is still being examined by engineers from the council.
Critics doubt the timetable.""",
        """Islanders demand money back for lost ferry season
A committee of hotel owners and farmers met the minister on Friday.

They say the missing boat has cost them eleven million pounds.
Sheep could not be brought to the autumn sales, and tourists cancelled their rooms by the hundred.
The minister listened for two hours but made no promise.

Angus Campbell keeps four hundred ewes on the northern shore.
He told our reporter that the freight charge had eaten his whole profit.
His daughter now drives a bus in Glasgow.

A lawyer for the committee said the operator had broken its contract.
The company answered that storms and a shortage of spare parts were to blame.
A hearing before the court in Edinburgh is planned for early summer.
Until then the two sides will keep talking.""",
        """Old railway station becomes a library
Readers in the valley have a new place to sit, and it still smells a little of coal.

The stone building by the river stood empty for thirty years.
Volunteers swept out the pigeons, mended the roof and carried in nine thousand books.
Children borrow picture books at the former ticket window.
The waiting room has a stove.

Margaret Hughes, a retired engine driver, opens the doors at ten every morning.
She remembers when the last train pulled out with a brass band playing on the platform.
Money came from a lottery, a brewery and a baker who sold special pies.
On Wednesdays a poet reads aloud while people knit.
The group now wants to lay a hundred metres of track, so that a carriage can serve as a room for films and concerts.
No date has been set.""",
    ],
    "fr": [
        """À Brest, le port de pêche rouvre après 9 semaines de travaux|À Brest, le port de pêche rouvre après neuf semaines de travaux
Les premiers bateaux ont déchargé leur poisson dans la nuit de lundi à mardi.

La nouvelle halle, longue de 140 m, a coûté 6,3 millions d'euros.|La nouvelle halle, longue de cent quarante mètres, a coûté six virgule trois millions d'euros.
Elle est chauffée par l'eau de mer et couverte de panneaux solaires.
Pour les marins, c'est surtout la fin d'une longue attente.
« Nous allions vendre à Roscoff, deux heures de route chaque matin », raconte Yann Le Goff, patron d'un chalutier.

Le chantier avait pris du retard à cause d'une canalisation oubliée sur les plans.
Personne n'avait prévu non plus la grève des grutiers.
La ville a dû louer des chambres froides.

Et maintenant ?
La mairie espère attirer 40 % de tonnage en plus d'ici 2028.|La mairie espère attirer quarante pour cent de tonnage en plus d'ici deux mille vingt-huit.
Un marché ouvert au public se tiendra chaque samedi, de 8 h à 13 h.|Un marché ouvert au public se tiendra chaque samedi, de huit heures à treize heures.
Les associations de défense du littoral, qui réclament depuis longtemps une étude sur la qualité de l'eau, resteront attentives aux rejets de la nouvelle usine de glace.
Mme Kervella, adjointe chargée du port, promet un rapport pour le mois de novembre.|Madame Kervella, adjointe chargée du port, promet un rapport pour le mois de novembre.
Le bassin sera dragué au printemps.""",
        """Pêche : les marins de Brest bloquent l'entrée du port
Une trentaine de chalutiers ont jeté l'ancre devant la digue vendredi matin.

Ils protestent contre la hausse du prix du gazole et les nouveaux quotas de sole.
Aucun ferry n'a pu quitter le quai avant midi.
La préfecture a ouvert des négociations dans l'après-midi.

Le comité local demande une aide immédiate pour les plus petits armements.
Selon lui, un bateau sur cinq pourrait disparaître avant la fin de l'année.
Les mareyeurs soutiennent le mouvement, mais craignent pour leurs clients espagnols.

Une réunion est prévue lundi au ministère.
D'ici là, les équipages laisseront passer les urgences et les bateaux de la station de sauvetage.
La nuit a été calme.""",
        """Le vieux cinéma de Figeac sauvé par ses habitants
Quatre cents personnes ont acheté ensemble la salle que son propriétaire voulait transformer en garage.

Le rideau rouge se lèvera de nouveau le premier samedi de mai.
À l'affiche, un film muet accompagné au piano par une élève du conservatoire.
Les fauteuils viennent d'un théâtre de Toulouse, le projecteur d'une collection privée.

Jeanne Delmas, institutrice à la retraite, a tenu les comptes pendant deux ans.
Elle a frappé à toutes les portes, même à celle du notaire.
Le toit fuit encore un peu.
Une buvette proposera du cidre, des crêpes et, l'hiver, une soupe de châtaignes.
Les écoles du canton auront droit à une séance gratuite chaque trimestre, suivie d'une discussion avec un réalisateur ou un technicien.
On cherche des bénévoles.""",
    ],
    "es": [
        """El tranvía de Granada llegará al barrio norte en 2027|El tranvía de Granada llegará al barrio norte en dos mil veintisiete
El ayuntamiento aprobó ayer el trazado por 15 votos contra 12.|El ayuntamiento aprobó ayer el trazado por quince votos contra doce.

La nueva línea tendrá nueve paradas y medirá 5,8 km.|La nueva línea tendrá nueve paradas y medirá cinco coma ocho kilómetros.
Pasará junto al hospital, la estación de autobuses y dos institutos.
Los vecinos llevan años pidiendo un transporte que no dependa de los atascos.
«Tardo una hora en llegar al trabajo y vivo a cuatro kilómetros», se queja Lucía Romero, enfermera.

La oposición critica el precio y teme por los árboles de la avenida.
Habrá que talar ochenta y tres.
El concejal de movilidad asegura que se plantará el doble.

Calendario de las obras
Las máquinas empezarán a trabajar el 7 de enero, después de las fiestas.|Las máquinas empezarán a trabajar el siete de enero, después de las fiestas.
Durante el primer año se cortará un carril en cada sentido, de modo que los comerciantes de la zona ya han pedido rebajas en los impuestos municipales.
Un autobús gratuito unirá la plaza con el mercado cada 10 min.|Un autobús gratuito unirá la plaza con el mercado cada diez minutos.
La Sra. Molina, dueña de una panadería, no está convencida.|La señora Molina, dueña de una panadería, no está convencida.
El billete costará lo mismo que ahora.""",
        """Granada: los comerciantes llevan las obras del tranvía al juez
Cincuenta tiendas de la avenida han presentado una demanda conjunta.

Aseguran que sus ventas han caído a la mitad desde que comenzaron las zanjas.
Varios negocios familiares ya han bajado la persiana para siempre.
El polvo entra hasta en los probadores.

Su abogado reclama una indemnización de dos millones de euros.
El gobierno local responde que las molestias son inevitables y que el calendario se cumple.
Anoche hubo una concentración con pitos y cacerolas frente al consistorio.

La vista oral se celebrará a mediados de junio.
Mientras tanto, una asociación reparte planos con los pasos provisionales para peatones.
Nadie quiere otro verano así.""",
        """Un pueblo de Teruel recupera su horno de leña
La panadera más joven de la comarca tiene veintiséis años y se levanta a las tres.

El horno llevaba cerrado desde que murió el último panadero.
Entre todos limpiaron la chimenea, encalaron las paredes y compraron una amasadora de segunda mano.
El primer pan salió un poco quemado.
Ahora se venden ciento veinte barras al día, también en los pueblos de al lado.

Carmen Ibáñez estudió química en Zaragoza, pero echaba de menos el olor de la masa.
Su abuela le enseñó a hacer tortas de aceite.
Los domingos se forma una cola que llega hasta la fuente.
La diputación le ha concedido un premio que quiere gastar en una furgoneta, porque en invierno la carretera se hiela y los ancianos no pueden bajar a la plaza.
Dormir, dice, ya dormirá.""",
    ],
    "ru": [
        """В Вологде открыли мост через реку, которого ждали 11 лет|В Вологде открыли мост через реку, которого ждали одиннадцать лет
Первыми по нему прошли строители и школьники.

Длина нового моста составляет 372 метра, ширина четыре полосы.|Длина нового моста составляет триста семьдесят два метра, ширина четыре полосы.
Работы обошлись в 2,1 млрд рублей.|Работы обошлись в два целых и одну десятую миллиарда рублей.
Теперь дорога из заречного района в центр занимает семь минут вместо сорока.
«Раньше я выходила из дома затемно», рассказывает медсестра Ольга Смирнова.

Старый деревянный мост закрыли после паводка, который повредил две опоры.
Все эти годы люди ездили в объезд или переправлялись на лодках.
Скорая помощь часто опаздывала.

Что изменится
С 1 сентября по мосту пойдут троллейбусы двух маршрутов.|С первого сентября по мосту пойдут троллейбусы двух маршрутов.
Грузовикам тяжелее двадцати тонн проезд разрешат только ночью, чтобы жители прибрежных домов могли спокойно отдыхать днём и вечером.
Для велосипедистов сделали отдельную дорожку с освещением.
Мэр пообещал, что до конца года рядом появится сквер.
Деревья уже привезли.""",
        """Подрядчик вологодского моста не получил последний платёж
Город удержал деньги из-за трещин, которые нашли инженеры.

Трещины шириной до трёх миллиметров появились у левого берега.
Движение пока не ограничили, но скорость снизили до сорока километров в час.
Специалисты из Петербурга проверят металл ультразвуком.

Представитель компании назвал претензии поспешными.
По его словам, бетон всегда даёт усадку в первую зиму.
Депутаты потребовали показать им все документы.

Суд рассмотрит спор в середине февраля.
Жители тем временем спрашивают, почему никто не заметил брака при приёмке.
Ответа нет.""",
        """Пасечник из Алтая построил музей мёда
В бывшем амбаре собрано больше двухсот ульев из разных стран.

Самый старый улей выдолбили из липы ещё до отмены крепостного права.
Хозяин музея Григорий Попов сорок лет работал агрономом.
Он водит гостей сам и никогда не повторяет одну историю дважды.
Детям дают попробовать соты.

Зимой здесь тихо, а летом автобусы приезжают каждый час.
Жена Григория печёт пряники и варит травяной чай.
Недавно пару пригласили на выставку в Любляну, где их липовый мёд получил серебряную медаль среди восьмидесяти участников.
На вырученные деньги они хотят провести в деревню хороший интернет.
Пчёлы, смеётся хозяин, не против.""",
    ],
    "de": [
        """Nach dem Sturm fährt die Harzbahn wieder
Drei Wochen lang hatten umgestürzte Fichten die Strecke versperrt.

Am Sonntag um 9.25 Uhr verließ der erste Zug den Bahnhof Wernigerode.|Am Sonntag um neun Uhr fünfundzwanzig verließ der erste Zug den Bahnhof Wernigerode.
Rund 180 Fahrgäste winkten aus den offenen Fenstern.|Rund hundertachtzig Fahrgäste winkten aus den offenen Fenstern.
Der Schaden wird auf eine halbe Million Euro geschätzt.
Helfer aus dem ganzen Landkreis sägten, schleppten und kochten Suppe.
Lokführer Jens Albrecht sagt, so etwas habe er in dreißig Dienstjahren nicht erlebt.
Auf dem Brocken lag schon der erste Schnee.
Bis Ostern sollen zwei Brücken erneuert werden, deren Pfeiler noch aus der Kaiserzeit stammen.
Danach gilt wieder der alte Fahrplan.""",
        """Im Harz streiten Förster und Bahn über die Fichten
Wer die Hänge aufforstet, ist auch nach einem Jahr nicht geklärt.

Die Verwaltung des Nationalparks möchte den Wald sich selbst überlassen.
Die Bahn verlangt dagegen einen breiten Streifen ohne hohe Bäume.
Ein Gutachten aus Göttingen gibt beiden ein wenig recht.
Wanderer klagen über gesperrte Wege.
Im Herbst soll ein runder Tisch entscheiden, an dem auch die Gemeinden sitzen.
Gepflanzt wird frühestens im April.""",
    ],
    "pt": [
        """Comboio noturno volta a ligar Lisboa a Madrid
A primeira viagem partiu de Santa Apolónia com todas as cabinas ocupadas.

O serviço tinha sido suspenso há seis anos, durante a pandemia.
A viagem dura nove horas e quarenta minutos, com paragem em Salamanca.
Um bilhete simples custa a partir de 39 euros.|Um bilhete simples custa a partir de trinta e nove euros.
Helena Duarte, professora em Setúbal, esperou pela reabertura para visitar a filha.
A carruagem bar serve caldo verde até à meia-noite.
Os ecologistas aplaudem, mas pedem mais linhas e preços mais baixos para os jovens.
O governo promete comprar doze carruagens novas até ao fim da década.
O apito ouviu-se na praça.""",
        """Greve dos maquinistas para a linha de Madrid
O comboio noturno ficou parado na fronteira com duzentos passageiros.

O sindicato queixa-se de turnos demasiado longos e de folgas perdidas.
A empresa arranjou autocarros de madrugada, mas nem todos couberam.
Uma família de Évora dormiu na sala de espera.
As conversas recomeçam na quarta-feira, com um mediador nomeado pelo ministro.
Até lá, quem tem bilhete pode pedir o dinheiro de volta.
A chuva não ajudou.""",
    ],
    "it": [
        """Torino, il vecchio gasometro diventa una palestra
I lavori sono durati due anni e hanno coinvolto gli artigiani del quartiere.

La struttura di ferro, alta quarantadue metri, domina ancora la riva del fiume.
Dentro ci sono una parete da arrampicata, tre campi da pallavolo e una sala per la danza.
L'ingresso costa 4,50 euro, ma i ragazzi non pagano.|L'ingresso costa quattro euro e cinquanta, ma i ragazzi non pagano.
Paolo Ferrero, che qui lavorava da operaio, ha tagliato il nastro.
Sul tetto crescono timo e rosmarino.
Il comune spera di portare qui anche gli anziani, con corsi di ginnastica dolce ogni mattina.
Resta da sistemare il parcheggio.
La festa è finita a mezzanotte.""",
        """Protesta a Torino contro il parcheggio del gasometro
I residenti non vogliono perdere i tigli del viale.

Ieri sera in duecento hanno formato una catena davanti ai cantieri.
L'assessora ha promesso di rivedere il progetto entro trenta giorni.
Secondo i tecnici basterebbe spostare l'ingresso verso la ferrovia.
I negozianti, invece, temono di restare senza clienti.
Una petizione ha raccolto tremila firme in una settimana.
Si decide in autunno.""",
    ],
}

# What stations say around an article, of which no text knows.
EXTRAS = {
    "vi": ["Xin chào quý vị, đây là bản tin âm thanh của báo Buổi Sáng.", "Mời quý vị nghe tiếp sau ít phút quảng cáo của nhà tài trợ.",
           "Cảm ơn quý vị đã lắng nghe và hẹn gặp lại ngày mai."],
    "en": ["Hello and welcome to the morning edition, read to you by our news desk.", "This story is brought to you with the support of our subscribers, thank you very much.",
           "That was today's story, we hope to have you back with us tomorrow."],
    "fr": ["Bonjour à toutes et à tous, vous écoutez le journal parlé de la rédaction.", "Cet article vous est offert par nos abonnés, que nous remercions chaleureusement.",
           "C'était votre article du jour, à demain pour une nouvelle édition."],
    "es": ["Buenos días y bienvenidos a la edición hablada de nuestro periódico.", "Este artículo es posible gracias a nuestros suscriptores, a los que damos las gracias.",
           "Hasta aquí la noticia de hoy, les esperamos mañana a la misma hora."],
    "ru": ["Здравствуйте, вы слушаете утренний выпуск нашей газеты.", "Эту статью мы подготовили благодаря поддержке наших подписчиков, спасибо вам.",
           "На этом всё, до встречи завтра утром в то же время."],
    "de": ["Guten Morgen, Sie hören die Zeitung zum Hören mit den Nachrichten aus der Region."],
    "pt": ["Bom dia, está a ouvir a edição falada do nosso jornal."],
    "it": ["Buongiorno, state ascoltando l'edizione parlata del nostro giornale."],
}
