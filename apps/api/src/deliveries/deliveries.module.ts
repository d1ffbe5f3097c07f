import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryLog } from './delivery-log.js';
import { DeliveryMetrics } from './delivery-metrics.js';

@Module({
  imports: [RoomsModule],
  controllers: [DeliveriesController],
  providers: [DeliveriesService, DeliveryLog, DeliveryMetrics],
  exports: [DeliveriesService, DeliveryLog],
})
export class DeliveriesModule {}
