"""Words of the trade for kinds of item that the vocabulary names otherwise; each leads to a kind, never to a classification."""

from __future__ import annotations

from typing import Final

TRADE_WORDS: Final[dict[str, str]] = {
    word: kind
    for kind, words in {
        "device.integrated-circuit": "chip, chips, ic, semiconductor chip, semiconductor device, microchip, チップ, 半導体チップ, "
        "半導体, 集積回路, 芯片, 半导体, 半导体芯片, 集成电路, 晶片",
        "device.integrated-circuit.processor": "gpu, cpu, ai chip, ai accelerator, accelerator, processor, mcu, controller chip, "
        "プロセッサ, 演算装置, aiチップ, aiアクセラレータ, 处理器, ai芯片, 显卡, 加速卡, 控制芯片",
        "device.integrated-circuit.memory.hbm": "hbm, 広帯域メモリ, 高带宽内存, 高带宽存储器",
        "device.integrated-circuit.memory": "memory chip, メモリ, 存储芯片, 内存芯片",
        "device.computer.digital": "server, supercomputer, pc, workstation, サーバー, コンピュータ, パソコン, 服务器, 计算机, 电脑, "
        "超级计算机",
        "vehicle.uav": "drone, uav, uas, unmanned aircraft, ドローン, 無人機, 無人航空機, 无人机, 无人驾驶航空器",
        "material.rare-earth.magnet": "rare-earth magnet, rare earth magnet, dysprosium magnet, 希土類磁石, レアアース磁石, "
        "ジスプロシウム磁石, 稀土磁铁, 稀土永磁, 镝磁铁, 永磁体",
        "material.rare-earth.magnet.ndfeb": "ndfeb, neodymium magnet, ndfeb magnet, ネオジム磁石, ネオジム鉄ボロン磁石, 钕铁硼, "
        "钕铁硼磁铁, 钕磁铁, 钕铁硼磁体",
        "material.rare-earth": "rare earth, rare earths, dysprosium, terbium, レアアース, 希土類, ジスプロシウム, テルビウム, 稀土, 镝, 铽",
        "equipment.semiconductor.etcher": "etcher, etching machine, etching tool, etching equipment, plasma etcher, エッチャー, "
        "エッチング装置, エッチング機, 刻蚀机, 刻蚀设备, 蚀刻机",
        "equipment.semiconductor.etcher.dry": "dry etcher, dry etching machine, plasma etching tool, ドライエッチャー, "
        "ドライエッチング装置, 干法刻蚀机",
        "lithography": "lithography tool, exposure tool, duv, euv, arf, 露光装置, 露光機, 半導体露光装置, 光刻机, 光刻设备",
        "lithography.scanner": "scanner, immersion scanner, duv scanner, euv scanner, スキャナー, 液浸露光装置, 浸没式光刻机, 扫描光刻机",
        "technology": "know-how, technical data, drawings, research data, 技術資料, 図面, ノウハウ, 研究データ, 技术资料, 图纸, 技术数据",
        "software": "program, source code, firmware, ソフト, プログラム, ソースコード, ファームウェア, 程序, 源代码, 固件",
        "machine.machine-tool": "cnc, cnc machine, nc machine, 工作機械, nc工作機械, 数控机床",
        "machine.machine-tool.lathe": "cnc lathe, turning machine, nc旋盤, 数控车床",
        "machine.machine-tool.machining-centre": "machining center, five-axis machine, 5-axis machine, 5軸加工機, 五轴机床, "
        "五轴加工中心",
        "device.battery.lithium-ion": "li-ion battery, lithium battery, リチウムイオン電池, リチウム電池, 锂电池, 锂离子电池, "
        "充电宝, 移动电源",
        "component.semiconductor-equipment": "spare part, spare parts for etcher, chamber part, スペアパーツ, 交換部品, "
        "半导体设备备件, 半导体设备配件, 刻蚀机备件, 光刻机备件, 光刻机配件",
        "component": "配件, 备件, 零件, 零配件",
        "component.machine-tool-part": "机床配件, 机床零件, 机床备件",
        "device": "电子元件, 电子元器件, 元器件, 电子零件",
        "device.sensor": "sensor, センサー, 传感器",
        "machine.robot": "robot, robot arm, ロボット, ロボットアーム, 机器人, 机械臂",
        "device.integrated-circuit.fpld": "fpga, cpld, field programmable gate array, field-programmable chip, programmable logic chip",
        "machine.machine-tool.milling": "milling machine, mill",
        "instrument.camera.electronic": "infrared camera, ir camera, thermal camera, thermal imager, thermal imaging camera, "
        "赤外線カメラ, サーマルカメラ, 熱画像カメラ, 红外相机, 红外摄像机, 热像仪, 红外热像仪",
        "equipment.pump": "vacuum pump, compressor, ポンプ, 真空ポンプ, 泵, 真空泵",
        "material.gallium": "gallium, ガリウム, 镓", "material.germanium": "germanium, ゲルマニウム, 锗",
        "material.graphite": "graphite, 黒鉛, グラファイト, 石墨",
        "equipment.telecom.radio.handset": "手机, 智能手机", "wafer": "硅片, 晶圆", "material.tungsten.powder": "钨粉",
        "material.antimony.metal": "锑锭",
    }.items()
    for word in (one.strip() for one in words.split(","))
}  # fmt: skip
